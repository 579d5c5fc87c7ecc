package ingest

import (
	"context"
	"fmt"
	"strings"

	"sifeng/pipeline/comment"
)

// MapMisfitError says that a map speaks of columns, a row or sheets that a file does not have.
type MapMisfitError struct{ *comment.Message }

func misfit(zh, en string, args ...any) error { return &MapMisfitError{comment.Say(zh, en, args...)} }

// ColumnNames lists the columns that the map names, as it writes them.
func (m *Mapping) ColumnNames() string {
	var names []string
	for _, e := range m.ordered() {
		names = append(names, fmt.Sprintf("%q", e.column))
	}
	return strings.Join(names, ", ")
}

// byNumbers says whether a map names all its columns by their numbers, which any file has.
func (m *Mapping) byNumbers() bool {
	for column := range m.Columns {
		if !strings.HasPrefix(column, "#") {
			return false
		}
	}
	return len(m.Columns) > 0
}

// namesItsText says whether the columns of comments are known by their names in every table that was found.
func (in *Inspection) namesItsText() bool {
	for _, s := range in.Sheets {
		named := false
		for _, c := range s.Columns {
			named = named || c.Field == FieldText && (c.Why == whyName || c.Why == whyPart)
		}
		if !named {
			return false
		}
	}
	return len(in.Sheets) > 0
}

// MapFits says whether a file would be read with the map. One that cannot be read is not known to be unfit.
func MapFits(ctx context.Context, path string, o Options) bool {
	unfit := false
	o.MapIfFits, o.inspect, o.unfit = true, &Inspection{}, &unfit
	read(ctx, path, o, func(comment.Comment) error { return nil }, func(comment.Rejected) error { return nil })
	return !unfit
}

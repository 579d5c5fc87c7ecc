// Package ingest reads comment files of any office: it finds the encoding, the table and what its columns mean, and gives one
// comment.Comment for each comment, or a reason for each row that cannot be used.
package ingest

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// Options say how to read. Dict and Key are needed; the rest is optional.
type Options struct {
	Dict    *dict.Dict
	Key     comment.Key
	Map     *Mapping  // overrides what is found out about the file
	Channel string    // code of the channel of every row that names none; empty: guessed from the names of file and sheet
	Year    int       // of dates without a year; 0: such dates are not read
	Stdin   io.Reader // what "-" reads; nil: os.Stdin
	Input   *Input    // what is read in place of the path, which only names it; nil: the path is opened

	MapIfFits bool // a file that lacks what the map names is read without the map; else that is an error, a *MapMisfitError
	Found     bool // in a directory, and not named: if its columns are not known, or it cannot be read, all of it is quarantined, which else is an *UnknownColumnsError or *UnreadableError

	// CheckFirst reads a found file to its end before the first comment is handed on. Without it, damage behind what was handed on is an *UnreadableError.
	CheckFirst bool

	inspect *Inspection // collects what was found out instead of reading on
	unfit   *bool       // is told that the map does not fit, instead of reading without it
}

// Read reads the comments of one file ("-": standard input) in its order. It calls emit for each comment and reject for each row
// that cannot be used, one at a time; an error of either ends the reading and is returned.
//
// The sources, one a sheet, hold RowsRead, RowsMerged, RowsQuarantined and RowsBlank; which of the emitted comments are duplicates
// is for the caller to say. A sheet that is not read though it may hold comments is a source behind the others that counts no rows; it is rejected
// as row 0. So is a file that was found in a directory and is not read; of one that cannot be opened the error is an *UnopenedError. Rows that are no records (titles above a header, repeated headers, totals) are not counted as read but
// told in Source.Notes. An error names the file and, where it can, the row and what to do, and never quotes a comment.
func Read(ctx context.Context, path string, o Options, emit func(comment.Comment) error, reject func(comment.Rejected) error) ([]comment.Source, error) {
	sources, err := readOrLeaveOut(ctx, path, o, emit, reject)
	if err != nil {
		return nil, comment.Say("读取 %s：%v", "read %s: %v", displayName(path), cleanPathError(err))
	}
	return sources, nil
}

// cleanPathError takes the path out of an error that already stands behind the file's name.
func cleanPathError(err error) error {
	var p *os.PathError
	if errors.As(err, &p) && err == error(p) {
		return p.Err
	}
	return err
}

func displayName(path string) *comment.Message {
	if path == "-" {
		return comment.Say("标准输入", "standard input")
	}
	return comment.Say("%s", "%s", path)
}

func baseName(path string) string {
	if path == "-" {
		return "stdin"
	}
	return filepath.Base(path)
}

func read(ctx context.Context, path string, o Options, emit func(comment.Comment) error, reject func(comment.Rejected) error) ([]comment.Source, error) {
	if o.Dict == nil {
		return nil, comment.Say("没有词典", "no dictionary was given")
	}
	given := o
	names, err := loadHeaders(o.Dict.FS())
	if err != nil {
		return nil, err
	}
	if o.Map == nil {
		o.Map = &Mapping{}
	}
	if o.Map.Year != 0 {
		o.Year = o.Map.Year
	}
	channels := newChannelWords(o.Dict.Channels)
	if o.Map.Channel != "" {
		o.Channel = o.Map.Channel
	}
	if err := channels.check(o.Channel); err != nil {
		return nil, err
	}
	if strings.HasPrefix(baseName(path), "~$") {
		return nil, errTemporary
	}
	in := o.Input
	if in == nil {
		if in, err = Open(ctx, path, o.Stdin); err != nil {
			return nil, unopened(err)
		}
		defer in.Close()
	}
	given.Input = in
	if o.MapIfFits && o.Found && o.Map.byNumbers() { // which would fit any file
		plain := given
		plain.Map, plain.inspect = nil, &Inspection{}
		if _, err := read(ctx, path, plain, emit, reject); err == nil && plain.inspect.namesItsText() {
			return withoutMap(ctx, path, given, emit, reject, comment.Say("它的列名说了哪一列是正文，而文件里写的是列号", "its names say which column holds the comments, and the map gives numbers"))
		}
	}
	seen, err := look(in, baseName(path), o.Map.Encoding)
	if err != nil {
		return nil, err
	}
	kind := seen.kind
	if kind != formatXLSX && seen.isBinary() {
		return nil, unreadable("不是文字，是某个程序的数据", "not a text but the data of some program", adviceExcel)
	}
	b := &builder{
		ctx: ctx, o: o, names: names, channels: channels, file: baseName(path), sha256: seen.sha256, emit: emit, reject: reject,
		hash: o.Key.Hasher(), equals: map[string]int{},
	}
	if o.inspect != nil {
		o.inspect.Format = kind.String()
		if kind != formatXLSX {
			o.inspect.Encoding = seen.label()
		}
	}
	sources, err := b.readAs(kind, in, seen)
	unfit, unknown := new(MapMisfitError), new(UnknownColumnsError)
	switch {
	case b.begun:
	case o.MapIfFits && errors.As(err, &unfit):
		return withoutMap(ctx, path, given, emit, reject, unfit.Message)
	case o.Found && o.inspect == nil && errors.As(err, &unknown):
		return b.putAside(seen, kind, unknown)
	}
	return sources, err
}

func (b *builder) readAs(kind format, in *Input, seen survey) ([]comment.Source, error) {
	switch kind {
	case formatXLSX:
		return b.readWorkbook(in)
	case formatJSONL, formatJSON:
		return b.readJSON(in, seen, kind == formatJSON)
	default:
		return b.readCSV(in, seen)
	}
}

// withoutMap reads a file that the map does not fit as if there were none, and says so.
func withoutMap(ctx context.Context, path string, o Options, emit func(comment.Comment) error, reject func(comment.Rejected) error, why *comment.Message) ([]comment.Source, error) {
	if o.unfit != nil {
		*o.unfit = true
		return nil, nil
	}
	o.Map = nil
	sources, err := read(ctx, path, o, emit, reject)
	if err != nil {
		return nil, err
	}
	sources[0].Notes = append(sources[0].Notes, comment.Say("对应关系文件没有用在这个文件上：%v", "the map was not used for this file: %v", why))
	return sources, nil
}

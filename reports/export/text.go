package export

import (
	"encoding/csv"
	"io"
	"strings"
)

// writeCSV writes UTF-8 with a byte order mark, so that Excel opens Chinese rightly. Control characters but for line ends and tabs are
// left out; NULL and the empty text are both empty.
func writeCSV(w io.Writer, r *reader, labels map[string]string) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	header := make([]string, len(r.columns))
	for i, name := range r.columns {
		header[i] = neutral(Lines(heading(name, labels)))
	}
	if err := out.Write(header); err != nil {
		return err
	}
	record := make([]string, len(r.columns))
	for {
		ok, err := r.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		for i, v := range r.values {
			record[i] = text(v, r.types[i])
			if isText(v) {
				record[i] = neutral(Lines(record[i]))
			}
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func heading(name string, labels map[string]string) string {
	if label := labels[name]; label != "" {
		return label
	}
	return name
}

// writeJSON writes one array of objects, one a line, their keys in the order of the columns.
func writeJSON(w io.Writer, r *reader) error {
	keys := unique(r.columns)
	for i, name := range keys {
		key, err := marshal(name)
		if err != nil {
			return err
		}
		keys[i] = key
	}
	var line strings.Builder
	for {
		ok, err := r.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		line.Reset()
		if r.n == 1 {
			line.WriteString("[\n{")
		} else {
			line.WriteString(",\n{")
		}
		for i, v := range r.values {
			value, err := marshal(plain(v, r.types[i]))
			if err != nil {
				return err
			}
			if i > 0 {
				line.WriteString(",")
			}
			line.WriteString(keys[i] + ":" + value)
		}
		line.WriteString("}")
		if _, err := io.WriteString(w, line.String()); err != nil {
			return err
		}
	}
	end := "\n]\n"
	if r.n == 0 {
		end = "[]\n"
	}
	_, err := io.WriteString(w, end)
	return err
}

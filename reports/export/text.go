package export

import (
	"bufio"
	"io"
	"strings"
)

// writeCSV writes UTF-8 with a byte order mark, so that Excel opens Chinese rightly, and as Excel does: lines end in \r\n, and lines within
// a text in \n. Control characters but for line ends and tabs are left out; NULL and the empty text are both empty.
func writeCSV(w io.Writer, r *reader, labels map[string]string) error {
	out := bufio.NewWriter(w)
	header := make([]string, len(r.columns))
	for i, name := range r.columns {
		header[i] = neutral(Lines(heading(name, labels)))
	}
	if _, err := out.WriteString("\ufeff" + record(header)); err != nil {
		return err
	}
	fields := make([]string, len(r.columns))
	for {
		ok, err := r.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		for i, v := range r.values {
			fields[i] = text(v, r.types[i])
			if isText(v) {
				fields[i] = neutral(Lines(fields[i]))
			}
		}
		if _, err := out.WriteString(record(fields)); err != nil {
			return err
		}
	}
	return out.Flush()
}

// record writes one line of csv. encoding/csv would end the lines within a text with \r\n too, and make an empty line, which readers pass
// over, of a record of one empty field.
func record(fields []string) string {
	var line strings.Builder
	for i, field := range fields {
		if i > 0 {
			line.WriteByte(',')
		}
		if strings.ContainsAny(field, "\",\r\n") || strings.TrimSpace(field) != field || field == "" && len(fields) == 1 {
			field = `"` + strings.ReplaceAll(field, `"`, `""`) + `"`
		}
		line.WriteString(field)
	}
	line.WriteString("\r\n")
	return line.String()
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

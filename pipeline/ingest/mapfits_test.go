package ingest

import (
	"errors"
	"testing"
)

// A map is for the files that have what it names; the others are read without it, and say so.
func TestMapIfFits(t *testing.T) {
	const plain, odd = "编号,内容\n1,路灯坏了没人修\n", "流水号,哪个乡镇,丙\n1,颍桥镇,路灯坏了没人修\n"
	for _, tt := range []struct {
		name, content, yaml string
		found, fits         bool
		alone               bool // it is an error if the file is the only one
	}{
		{"a column that is there", odd, "columns:\n  丙: text\n", true, true, false},
		{"a column that is not", plain, "columns:\n  丙: text\n", true, false, true},
		{"one of two", plain, "columns:\n  内容: text\n  丙: time\n", true, false, true},
		{"a number too high", plain, "columns:\n  \"#3\": text\n", false, false, true},
		{"a number, and no name of a text", odd, "columns:\n  \"#3\": text\n", true, true, false},
		{"a number, and a name of a text", plain, "columns:\n  \"#1\": text\n", true, false, false},
		{"the same in a file that was named", plain, "columns:\n  \"#1\": text\n", false, true, false},
		{"a row that is not there", plain, "header_row: 9\n", true, false, true},
		{"an encoding and no columns", plain, "encoding: utf-8\n", true, true, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, err := parseMapping([]byte(tt.yaml))
			if err != nil {
				t.Fatal(err)
			}
			o := testOptions(t)
			o.Map, o.Found, o.MapIfFits = m, tt.found, true
			path := writeFile(t, "a.csv", tt.content)
			if got := MapFits(t.Context(), path, o); got != tt.fits {
				t.Errorf("MapFits: %v", got)
			}
			r := readFile(t, path, o).must(t)
			if with := SettingsOf(r.sources[0].ID) == o.Settings(); len(r.comments) != 1 || with != tt.fits {
				t.Errorf("%d comments, read with the map: %v", len(r.comments), with)
			}
			o.MapIfFits = false
			if err := readFile(t, path, o).err; errors.As(err, new(*MapMisfitError)) != tt.alone {
				t.Errorf("alone: %v", err)
			}
		})
	}
}

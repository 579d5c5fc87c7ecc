package ingest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A row of names none of which is known is no comment; a first comment that is short is one.
func TestUnknownHeader(t *testing.T) {
	const (
		header = "seems to name the columns"
		doubt  = "Check! Row 1 was read as a comment too"
		a, b   = "路灯坏了三个月没人修", "机井不出水了，找谁都没人管"
	)
	for _, tt := range []struct {
		name, content string
		want          []string
		note          string // the others are not to be told
	}{
		{"names of two characters", "甲子,乙丑,丙寅\n1,2014-05-01," + a + "\n2,2014-05-02," + b + "\n", []string{a, b}, header},
		{"below a title", "六月群众来件\n甲子,乙丑,丙寅\n1,2014-05-01," + a + "\n2,2014-05-02," + b + "\n", []string{a, b}, header},
		{"names again on the next page", "甲子,乙丑,丙寅\n1,2014-05-01," + a + "\n甲子,乙丑,丙寅\n2,2014-05-02," + b + "\n", []string{a, b}, header},
		{"a short text below", "甲子,乙丑\n1," + a + "\n2," + b + "\n3," + a + "啊\n4,好\n", []string{a, b, a + "啊", "好"}, header},
		{"no names, the first comment is short", "1,2014-05-01,好\n2,2014-05-02," + a + "\n3,2014-05-03," + b + "\n", []string{"好", a, b}, ""},
		{"no names, an answer beside words", "某某,城关镇,好\n1,2014-05-02," + a + "\n2,2014-05-03," + b + "\n", []string{"好", a, b}, ""},
		{"no names, no time", "不详,城关镇,路不平\n2014-05-02,颍桥镇," + a + "\n2014-05-03,库庄镇," + b + "\n", []string{"路不平", a, b}, doubt},
		{"no names, units that end alike", "某人,城关镇,路不平\n1,颍桥镇," + a + "\n2,库庄镇," + b + "\n", []string{"路不平", a, b}, doubt},
		{"no numbers below", "甲子,乙丑\n某某," + a + "\n某人," + b + "\n", []string{"乙丑", a, b}, doubt},
		{"one column", "好\n" + a + "\n" + b + "\n", []string{"好", a, b}, ""},
		{"one column, a word", "乙丑\n" + a + "\n" + b + "\n", []string{"乙丑", a, b}, doubt},
		{"one record below", "甲子,乙丑\n1," + a + "\n", []string{"乙丑", a}, ""},
		{"a sentence above", "某某,路灯坏了，修修\n1," + a + "\n2," + b + "\n", []string{"路灯坏了，修修", a, b}, ""},
		{"blank above a column of numbers", ",乙丑\n1," + a + "\n2," + b + "\n", []string{"乙丑", a, b}, doubt},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := readText(t, "a.csv", tt.content, testOptions(t)).must(t)
			if d := cmp.Diff(tt.want, r.texts()); d != "" {
				t.Error(d)
			}
			for _, n := range []string{header, doubt} {
				if strings.Contains(r.notes(), n) != (n == tt.note) {
					t.Errorf("notes %q, want %q", r.notes(), tt.note)
				}
			}
			for _, told := range []string{"某某", "乙丑", "丙寅", "路不平"} {
				if strings.Contains(r.notes(), told) {
					t.Errorf("the notes tell %s: %s", told, r.notes())
				}
			}
		})
	}
}

// What stands in columns without known names is known by what is in it: dates become times, telephone numbers are private.
func TestUnknownHeaderByContents(t *testing.T) {
	r := readText(t, "a.csv", "甲子,乙丑,丙寅\n13800000000,2014-05-01,路灯坏了三个月没人修\n13800000001,2014-05-02,机井不出水了没人管\n", testOptions(t)).must(t)
	if len(r.comments) != 2 || r.comments[0].ReceivedAt.IsZero() || len(r.comments[0].Private) != 1 || r.comments[0].Submitter == "" {
		t.Errorf("%+v", r.comments)
	}
}

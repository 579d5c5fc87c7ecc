package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sifeng/dict"
)

// The files in the repository must be what the source makes, and making them twice must give the same bytes.
func TestFilesAreMadeFromSource(t *testing.T) {
	made, err := build("../source")
	if err != nil {
		t.Fatal(err)
	}
	again, err := build("../source")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir("../files")
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != len(made) {
		t.Errorf("files holds %d files, the source makes %d", len(entries), len(made))
	}
	for name, content := range made {
		if !bytes.Equal(content, again[name]) {
			t.Errorf("%s: two makings differ", name)
		}
		stored, err := os.ReadFile(filepath.Join("../files", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(content, stored) {
			t.Errorf("%s is not what the source makes: run go generate ./pipeline/sifeng/sample", name)
		}
	}
}

// The source must speak the codes of the dictionaries and cover what the demo is to show.
func TestSourceIsConsistentAndCoversTheCounty(t *testing.T) {
	d, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	problems, units := make(map[string]bool), make(map[string]bool)
	for _, p := range d.Problems {
		problems[p.Code] = true
	}
	for _, u := range d.County.Townships {
		units[u.Code] = true
	}
	for _, u := range d.County.Departments {
		units[u.Code] = true
	}
	kinds := map[string]bool{"complaint": true, "suggestion": true, "inquiry": true, "praise": true, "none": true}
	first, last := time.Date(2014, 2, 20, 0, 0, 0, 0, time.UTC), time.Date(2014, 9, 29, 0, 0, 0, 0, time.UTC)

	paths, err := filepath.Glob("../source/*.tsv")
	if err != nil {
		t.Fatal(err)
	}
	ids := make(map[string]bool)
	townships, departments, matters, winds := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	comments := 0
	for _, path := range paths {
		if filepath.Base(path) == "ledger.tsv" {
			continue
		}
		table, err := readTable(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, cells := range table[1:] {
			comments++
			field := make(map[string]string)
			for i, name := range table[0] {
				field[name] = cells[i]
			}
			id := field["id"]
			if ids[id] {
				t.Errorf("%s stands twice", id)
			}
			ids[id] = true
			if !kinds[field["kind"]] {
				t.Errorf("%s: kind %q", id, field["kind"])
			}
			if field["kind"] == "none" && field["problems"]+field["topics"] != "" {
				t.Errorf("%s: no opinion, yet tags", id)
			}
			if field["text"] == "" {
				t.Errorf("%s: no text", id)
			}
			for _, code := range strings.FieldsFunc(field["problems"]+","+field["topics"], func(r rune) bool { return r == ',' }) {
				if !problems[code] {
					t.Errorf("%s: no problem %q in the dictionary", id, code)
				}
				winds[code]++
			}
			for _, unit := range []string{field["expected_township"], field["expected_department"]} {
				if unit != "" && !units[unit] {
					t.Errorf("%s: no unit %q in the dictionary", id, unit)
				}
			}
			received, _, err := parseReceived(field["received"])
			if err != nil || received.Before(first) || !received.Before(last) {
				t.Errorf("%s: received %q", id, field["received"])
			}
			townships[field["expected_township"]]++
			departments[field["expected_department"]]++
			if field["matter"] != "" {
				matters[field["matter"]]++
			}
		}
	}
	delete(townships, "")
	delete(departments, "")
	if comments < 280 || comments > 345 {
		t.Errorf("%d comments", comments)
	}
	if len(townships) != len(d.County.Townships) {
		t.Errorf("%d townships named, the county has %d", len(townships), len(d.County.Townships))
	}
	if len(departments) < 30 {
		t.Errorf("%d departments named", len(departments))
	}
	for _, p := range d.Problems {
		if p.Axis == "winds" && winds[p.Code] < 2 {
			t.Errorf("%s: told %d times", p.Code, winds[p.Code])
		}
	}
	for matter, n := range matters {
		if n < 5 {
			t.Errorf("matter %s: told %d times", matter, n)
		}
	}
}

func TestDates(t *testing.T) {
	day := time.Date(2014, 3, 20, 0, 0, 0, 0, time.UTC)
	var got []string
	for turn := range 12 {
		got = append(got, writeDate(day, turn))
	}
	want := []string{
		"2014-3-20", "2014年3月20日", "2014/03/20", "3月20日上午", "二〇一四年三月二十日", "20140320",
		"2014-3-20", "2014年3月20日", "2014/03/20", "3月20日下午", "二〇一四年三月二十日", "20140320",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := excelSerial(time.Date(2014, 4, 10, 0, 0, 0, 0, time.UTC)); got != 41739 {
		t.Errorf("excelSerial = %d, want 41739", got)
	}
}

func TestSplitMessage(t *testing.T) {
	long := strings.Repeat("井", maxMessage+1)
	want := []string{"【1/2】" + strings.Repeat("井", maxMessage), "【2/2】井"}
	if diff := cmp.Diff(want, splitMessage(long)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"短"}, splitMessage("短")); diff != "" {
		t.Error(diff)
	}
}

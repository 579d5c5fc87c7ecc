package main

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// row is one line of a source file: one comment, or one of several opinions of a record.
type row struct {
	ID, Township, Department, Title, Text, Name, Phone string
	Record, Place, Role                                string
	Received                                           time.Time
	HasClock                                           bool // Received has a time of day
}

// readTable reads a tab-separated file: lines that begin with # are remarks, the first other line is the header. In a cell, \n
// stands for a line break.
func readTable(path string) ([][]string, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the source of the sample: %w", err)
	}
	var table [][]string
	for number, line := range strings.Split(strings.TrimSuffix(string(content), "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		for i := range cells {
			cells[i] = strings.ReplaceAll(cells[i], `\n`, "\n")
		}
		if len(table) > 0 && len(cells) != len(table[0]) {
			return nil, fmt.Errorf("%s:%d: %d cells, the header has %d", path, number+1, len(cells), len(table[0]))
		}
		table = append(table, cells)
	}
	return table, nil
}

// readRows reads the comments of one channel.
func readRows(path string) ([]row, error) {
	table, err := readTable(path)
	if err != nil {
		return nil, err
	}
	if len(table) < 2 {
		return nil, fmt.Errorf("%s: no comments", path)
	}
	var rows []row
	for _, cells := range table[1:] {
		field := make(map[string]string, len(cells))
		for i, name := range table[0] {
			field[name] = cells[i]
		}
		received, clock, err := parseReceived(field["received"])
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, field["id"], err)
		}
		rows = append(rows, row{
			ID: field["id"], Township: field["township"], Department: field["department"],
			Title: field["title"], Text: field["text"], Name: field["name"], Phone: field["phone"],
			Record: field["record"], Place: field["place"], Role: field["role"],
			Received: received, HasClock: clock,
		})
	}
	return rows, nil
}

func parseReceived(s string) (received time.Time, clock bool, err error) {
	if received, err = time.Parse("2006-01-02T15:04", s); err == nil {
		return received, true, nil
	}
	received, err = time.Parse(time.DateOnly, s)
	return received, false, err
}

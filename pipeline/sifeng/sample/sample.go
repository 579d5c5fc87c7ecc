// Package sample holds the files that sifeng demo runs on. Every comment in them is invented: nobody wrote them, and no person,
// event or number in them is real. They only have the shape that a county's channels give to what residents say: mixed encodings,
// title and totals rows, merged cells, split messages, several opinions in one record.
//
// The reviewed text is under source; the files are made from it by generate.
package sample

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:generate go run ./generate

//go:embed files
var files embed.FS

// Ledger is the name, in Files, of the rectification ledger. The other files hold comments.
const Ledger = "整改台账.csv"

// Year is the year of dates that a file writes without one.
const Year = 2014

// Files returns the sample's files, all in one folder.
func Files() (fs.FS, error) {
	sub, err := fs.Sub(files, "files")
	if err != nil {
		return nil, fmt.Errorf("opening the embedded sample: %w", err)
	}
	return sub, nil
}

// Comments returns the names, in Files and in order, of the files that hold comments.
func Comments() ([]string, error) {
	sub, err := Files()
	if err != nil {
		return nil, err
	}
	entries, err := fs.ReadDir(sub, ".")
	if err != nil {
		return nil, fmt.Errorf("listing the embedded sample: %w", err)
	}
	var names []string
	for _, entry := range entries {
		if entry.Name() != Ledger {
			names = append(names, entry.Name())
		}
	}
	return names, nil
}

// Notice stands on every page that is made from the sample.
const Notice = "演示数据：全部意见、人物和数字均为虚构"

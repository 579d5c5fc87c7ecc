// Command generate writes the sample's files from its reviewed source. Equal sources give equal bytes.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if err := run("."); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// run reads root/source and writes root/files.
func run(root string) error {
	made, err := build(filepath.Join(root, "source"))
	if err != nil {
		return err
	}
	for name, content := range made {
		if err := os.WriteFile(filepath.Join(root, "files", name), content, 0o644); err != nil {
			return fmt.Errorf("writing the sample: %w", err)
		}
	}
	return nil
}

// build makes every file, by name.
func build(source string) (map[string][]byte, error) {
	rows := make(map[string][]row)
	for _, name := range []string{"hotline", "box", "letter", "social", "sms", "symposium", "form", "visit"} {
		read, err := readRows(filepath.Join(source, name+".tsv"))
		if err != nil {
			return nil, err
		}
		rows[name] = read
	}
	ledger, err := readTable(filepath.Join(source, "ledger.tsv"))
	if err != nil {
		return nil, err
	}
	made := make(map[string][]byte)
	for name, write := range map[string]func() ([]byte, error){
		"热线登记.csv":     func() ([]byte, error) { return hotline(rows["hotline"]) },
		"意见箱与来信.xlsx":  func() ([]byte, error) { return boxAndLetters(rows["box"], rows["letter"]) },
		"微博微信.jsonl":   func() ([]byte, error) { return social(rows["social"]) },
		"短信.csv":       func() ([]byte, error) { return sms(rows["sms"]) },
		"座谈会与征求表.xlsx": func() ([]byte, error) { return symposiaAndForms(rows["symposium"], rows["form"]) },
		"走访与调研.tsv":    func() ([]byte, error) { return visits(rows["visit"]) },
		"整改台账.csv":     func() ([]byte, error) { return ledgerFile(ledger) },
	} {
		content, err := write()
		if err != nil {
			return nil, fmt.Errorf("making %s: %w", name, err)
		}
		made[name] = content
	}
	return made, nil
}

// Package dict holds what the pipeline knows, as data that a domain expert edits: taxonomy, lexicons, cues, words and county
// registers. It is embedded in the binary; a directory given with --dict overrides it file by file.
package dict

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"sort"
	"strings"
	"sync"
)

//go:embed all:data
var embedded embed.FS

// Dict is one consistent set of dictionaries. It is read-only after Load and may be shared between goroutines.
type Dict struct {
	fsys fs.FS

	Problems []Problem // both axes, in the order of the register
	Facets   []Facet
	Channels []Channel
	County   County
	Words    []Word // the project's words for the segmenter

	hashes func() (hashes, error) // reads every file, and not before somebody asks
}

// hashes are what Hash and RedactHash give.
type hashes struct{ all, redact string }

// Load reads the embedded dictionaries, overridden file by file by those in dir (empty: none). An error names file and line.
func Load(dir string) (*Dict, error) {
	base, err := fs.Sub(embedded, "data")
	if err != nil {
		return nil, fmt.Errorf("open the embedded dictionaries: %w", err)
	}
	d := &Dict{fsys: base}
	if dir != "" {
		info, err := os.Stat(dir)
		if err != nil {
			return nil, fmt.Errorf("open dictionary directory: %w", err)
		}
		if !info.IsDir() {
			return nil, fmt.Errorf("open dictionary directory: %s is not a directory", dir)
		}
		if err := noneUnused(os.DirFS(dir), base); err != nil {
			return nil, fmt.Errorf("open dictionary directory %s: %w", dir, err)
		}
		d.fsys = overlay{over: os.DirFS(dir), base: base}
	}
	for _, load := range []func() error{d.loadTaxonomy, d.loadChannels, d.loadCounty, d.loadWords} {
		if err := load(); err != nil {
			return nil, fmt.Errorf("load dictionaries: %w", err)
		}
	}
	d.hashes = sync.OnceValues(func() (hashes, error) { return d.computeHashes(base) })
	if dir != "" { // embedded files can always be read
		if _, err := d.hashes(); err != nil {
			return nil, fmt.Errorf("hash dictionaries: %w", err)
		}
	}
	return d, nil
}

// noneUnused says whether every dictionary file of a directory takes the place of an embedded one: another would be passed over in silence.
func noneUnused(over, base fs.FS) error {
	return fs.WalkDir(over, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(e.Name(), ".") && name != "."
		if e.IsDir() {
			if hidden {
				return fs.SkipDir
			}
			return nil
		}
		switch path.Ext(name) {
		case ".tsv", ".yaml", ".yml", ".jsonl", ".bin":
		default:
			return nil
		}
		if _, err := fs.Stat(base, name); !hidden && errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s takes the place of no built-in file and would not be read: want a path such as lexicon/bureaucratism.tsv", name)
		}
		return nil
	})
}

// FS gives the files of the dictionaries, for a stage that reads its own section (such as lexicon/, redact/ or headers.yaml).
func (d *Dict) FS() fs.FS { return d.fsys }

// Hash identifies the contents of all dictionaries (hexadecimal, 16 digits).
func (d *Dict) Hash() string {
	h, _ := d.hashes() // Load has returned any error
	return h.all
}

// RedactHash identifies the part that decides what is removed from a text (redact/ and headers.yaml): when it changes, sources
// must be read again, since stored text no longer shows what a new rule would have removed.
func (d *Dict) RedactHash() string {
	h, _ := d.hashes() // Load has returned any error
	return h.redact
}

func (d *Dict) computeHashes(base fs.FS) (hashes, error) {
	all, redact := sha256.New(), sha256.New()
	var names []string
	err := fs.WalkDir(base, ".", func(p string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			names = append(names, p)
		}
		return err
	})
	if err != nil {
		return hashes{}, err
	}
	sort.Strings(names)
	for _, name := range names {
		data, err := fs.ReadFile(d.fsys, name)
		if err != nil {
			return hashes{}, err
		}
		sum := sha256.Sum256(data)
		fmt.Fprintf(all, "%s %x\n", name, sum)
		if strings.HasPrefix(name, "redact/") || name == "headers.yaml" {
			fmt.Fprintf(redact, "%s %x\n", name, sum)
		}
	}
	return hashes{hex.EncodeToString(all.Sum(nil))[:16], hex.EncodeToString(redact.Sum(nil))[:16]}, nil
}

// overlay opens a file from over where it exists there, else from base.
type overlay struct{ over, base fs.FS }

func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.over.Open(name)
	if err == nil {
		if info, statErr := f.Stat(); statErr == nil && !info.IsDir() {
			return f, nil
		}
		f.Close()
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return o.base.Open(name)
}

// Row is one line of a tab-separated dictionary file.
type Row struct {
	File  string
	Line  int // 1-based
	Field map[string]string
}

// Errorf makes an error that names the row.
func (r Row) Errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", r.File, r.Line, fmt.Errorf(format, args...))
}

// ReadTSV reads a tab-separated file whose first line names the columns. Blank lines and lines starting with # are skipped.
// Every one of need must be among the columns. It is an error for a line to have more fields than the header.
func ReadTSV(fsys fs.FS, name string, need ...string) ([]Row, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("read dictionary file: %w", err)
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	var header []string
	var rows []Row
	for i, line := range strings.Split(string(data), "\n") {
		line = strings.TrimSuffix(line, "\r")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if header == nil {
			header = cells
			for _, want := range need {
				if !contains(header, want) {
					return nil, fmt.Errorf("%s:%d: no column %q", path.Base(name), i+1, want)
				}
			}
			continue
		}
		if len(cells) > len(header) {
			return nil, fmt.Errorf("%s:%d: %d fields, the header has %d", name, i+1, len(cells), len(header))
		}
		row := Row{File: name, Line: i + 1, Field: make(map[string]string, len(header))}
		for j, cell := range cells {
			row.Field[header[j]] = strings.TrimSpace(cell)
		}
		rows = append(rows, row)
	}
	if header == nil {
		return nil, fmt.Errorf("%s: empty", name)
	}
	return rows, nil
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

package ingest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"sifeng/pipeline/comment"
)

// usable are the extensions that are read from a directory. A file that is named is read whatever its name.
var usable = map[string]bool{".csv": true, ".tsv": true, ".txt": true, ".jsonl": true, ".ndjson": true, ".json": true, ".xlsx": true, ".xlsm": true}

// Expand turns arguments into the files to read, each once: a file as it is, the usable files of a directory and its
// subdirectories sorted by path, the matches of a pattern, and "-" for standard input. It is an error if an argument is not there, or if none of
// them gives a file.
func Expand(args []string) ([]string, error) {
	files, _, err := ExpandAll(args)
	return files, err
}

// ExpandAll is Expand that also lists the files it passed over in directories, and the directories that hold none, so that nobody takes them for read.
// PassedOver says of each what to do. Hidden files and what spreadsheets leave beside an open file are no one's comments and not listed.
func ExpandAll(args []string) (files, passedOver []string, err error) {
	if len(args) == 0 {
		return nil, nil, comment.Say("没有给出文件", "no file was given")
	}
	var unusable, empty []string // directories without a file that can be read, and of these those without any
	seen := map[string]bool{}
	add := func(p string) {
		if !seen[p] {
			seen[p] = true
			files = append(files, p)
		}
	}
	for _, arg := range args {
		if arg == "-" {
			add(arg)
			continue
		}
		paths := []string{arg}
		if _, err := os.Stat(arg); err != nil {
			if !errors.Is(err, fs.ErrNotExist) {
				return nil, nil, comment.Say("打开 %s：%v", "open %s: %v", arg, err)
			}
			if !strings.ContainsAny(arg, "*?[") {
				return nil, nil, comment.Say("打开 %s：没有这个文件或目录", "open %s: there is no such file or directory", arg)
			}
			if paths, err = filepath.Glob(arg); err != nil {
				return nil, nil, comment.Say("通配 %s：%v", "pattern %s: %v", arg, err)
			}
			if len(paths) == 0 {
				return nil, nil, comment.Say("通配 %s：没有匹配的文件", "pattern %s: no file matches", arg)
			}
			sort.Strings(paths)
		}
		for _, p := range paths {
			info, err := os.Stat(p)
			if err != nil {
				return nil, nil, comment.Say("打开 %s：%v", "open %s: %v", p, err)
			}
			if !info.IsDir() {
				add(filepath.Clean(p))
				continue
			}
			found, passed, err := walk(p)
			if err != nil {
				return nil, nil, err
			}
			if passedOver = append(passedOver, passed...); len(found) == 0 {
				unusable = append(unusable, p)
			}
			if len(found)+len(passed) == 0 {
				empty = append(empty, p)
			}
			for _, f := range found {
				add(f)
			}
		}
	}
	if len(files) == 0 {
		return nil, nil, comment.Say("目录 %s：里面没有能读的文件（要 .xlsx、.csv、.tsv、.txt、.jsonl 或 .json）%v",
			"directory %s: no file that can be read in it (want .xlsx, .csv, .tsv, .txt, .jsonl or .json)%v", strings.Join(unusable, " "), ListPassedOver(passedOver))
	}
	return files, append(passedOver, empty...), nil
}

// litter is what systems put into directories.
var litter = map[string]bool{"thumbs.db": true, "desktop.ini": true}

// isFile says that an entry of a directory, or what it links to, is a file: a pipe would be waited for.
func isFile(path string, e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.Type().IsRegular()
	}
	info, err := os.Stat(path)
	return err != nil || info.Mode().IsRegular() // a broken link is told when it is opened
}

func walk(dir string) (files, passedOver []string, err error) {
	err = filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return comment.Say("读取目录：%v", "read directory: %v", err)
		}
		name := e.Name()
		hidden := p != dir && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$")) // ~$: Excel's lock files
		if e.IsDir() {
			if hidden {
				return fs.SkipDir
			}
			return nil
		}
		switch {
		case hidden, litter[strings.ToLower(name)], strings.Contains(name, ".duckdb"): // the last are our own
		case usable[strings.ToLower(filepath.Ext(name))] && isFile(p, e):
			files = append(files, p)
		default:
			passedOver = append(passedOver, p)
		}
		return nil
	})
	sort.Strings(files)
	sort.Strings(passedOver)
	return files, passedOver, err
}

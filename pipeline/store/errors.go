package store

import (
	"strings"

	"sifeng/pipeline/comment"
	"sifeng/queries"
)

// NotOursError says that a file is not a database of this program.
type NotOursError struct {
	Path string
	Err  error
}

func (e *NotOursError) words() *comment.Message {
	if main, isTexts := strings.CutSuffix(e.Path, RestrictedPath("")); isTexts {
		return comment.Say("%s 是存放受限意见文字的库：打开主库 %s，加 --restricted", "%s holds the texts of restricted comments: open %s with --restricted instead", e.Path, main)
	}
	return comment.Say("%s 不是 sifeng 的数据库：用 --db 另给位置，或把这个文件移走", "%s is not a database made by sifeng: give another path with --db, or move that file away", e.Path)
}

func (e *NotOursError) Error() string   { return e.words().Error() }
func (e *NotOursError) Chinese() string { return e.words().Chinese() }
func (e *NotOursError) Unwrap() error   { return e.Err }

// DamagedError says that a file of the database was cut short or changed after it was written.
type DamagedError struct {
	Path string
	Err  error // DuckDB's, which says where
}

func (e *DamagedError) words() *comment.Message {
	return comment.Say("%s 已损坏，缺了或变了一部分：用备份换回；没有备份的，把它移走，再用 sifeng run 从原文件重新生成（%v）",
		"%s is damaged, a part of it is missing or changed: put it back from the backup, or move it away and build it anew from the files with “sifeng run” (%v)", e.Path, e.Err)
}

func (e *DamagedError) Error() string   { return e.words().Error() }
func (e *DamagedError) Chinese() string { return e.words().Chinese() }
func (e *DamagedError) Unwrap() error   { return e.Err }

// SchemaError says that a database was made by a program that shapes it otherwise.
type SchemaError struct {
	Path    string
	Version int
}

func (e *SchemaError) words() *comment.Message {
	if e.Version > queries.SchemaVersion {
		return comment.Say("%s 由较新的 sifeng 生成（库结构版本 %d，本程序是 %d）：改用那一版程序，或用 sifeng run --replace 从原文件重新生成",
			"%s was made by a newer sifeng (schema version %d, this program knows %d): use that program, or build the database anew "+
				"from the files with “sifeng run --replace”", e.Path, e.Version, queries.SchemaVersion)
	}
	return comment.Say("%s 由较旧的 sifeng 生成（库结构版本 %d，本程序要 %d）：用 sifeng run --replace 从原文件重新生成",
		"%s was made by an older sifeng (schema version %d, this program needs %d): build it anew from the files with “sifeng run --replace”",
		e.Path, e.Version, queries.SchemaVersion)
}

func (e *SchemaError) Error() string   { return e.words().Error() }
func (e *SchemaError) Chinese() string { return e.words().Chinese() }

// TextsGoneError says that the restricted file lacks texts which the main file counts on.
type TextsGoneError struct{ Missing int64 }

func (e *TextsGoneError) words() *comment.Message {
	return comment.Say("%d 条受限意见的文字不见了：从备份放回 .restricted.duckdb 文件，或用 sifeng run --replace 从原文件重新生成",
		"the texts of %d restricted comments are gone: put the .restricted.duckdb file back from the backup, or build the database anew "+
			"from the files with “sifeng run --replace”", e.Missing)
}

func (e *TextsGoneError) Error() string   { return e.words().Error() }
func (e *TextsGoneError) Chinese() string { return e.words().Chinese() }

// HeldError says that another program has the file open for writing.
type HeldError struct {
	Path string
	Err  error // DuckDB's, which may name the program
}

func (e *HeldError) words() *comment.Message {
	return comment.Say("另一个程序正打开 %s 写入：把它关掉再试", "another program has %s open for writing: close it there and try again", e.Path)
}

func (e *HeldError) Error() string   { return e.words().Error() }
func (e *HeldError) Chinese() string { return e.words().Chinese() }
func (e *HeldError) Unwrap() error   { return e.Err }

// BusyError says that another process is writing the database.
type BusyError struct {
	Path   string // of the database
	Holder string // process id; empty: not known
}

func (e *BusyError) words() *comment.Message {
	if e.Holder == "" {
		return comment.Say("另一个进程正在写 %s：等它写完", "%s is being written by another process: wait until it is done", e.Path)
	}
	return comment.Say("%s 正由进程 %s 写入：等它写完", "%s is being written by process %s: wait until it is done", e.Path, e.Holder)
}

func (e *BusyError) Error() string   { return e.words().Error() }
func (e *BusyError) Chinese() string { return e.words().Chinese() }

// Damaged says whether an error of DuckDB's tells of a damaged file. Damage shows only where a query reads it.
func Damaged(err error) bool {
	if err == nil {
		return false
	}
	for _, sign := range []string{"Corrupt database file", "Could not read enough bytes", "Failed to deserialize", "Serialization Error"} {
		if strings.Contains(err.Error(), sign) {
			return true
		}
	}
	return false
}

// explainOpen turns DuckDB's error into one that says what to do.
func explainOpen(path string, err error) error {
	message := err.Error()
	switch {
	case strings.Contains(message, "Could not set lock") || strings.Contains(message, "being used by another process"):
		return &HeldError{Path: path, Err: err}
	case Damaged(err):
		return &DamagedError{Path: path, Err: err}
	}
	return comment.Say("打不开数据库 %s：%v", "open the database %s: %v", path, err)
}

// explainForeign says why a database has no record of the run that made it.
func explainForeign(path string, err error) error {
	if Damaged(err) {
		return &DamagedError{Path: path, Err: err}
	}
	return &NotOursError{Path: path, Err: err}
}

package ingest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
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
	files, _, _, err := ExpandAll(args)
	return files, err
}

// ExpandAll is Expand that also lists the files it passed over in directories, and the directories that hold none, so that nobody takes them for read.
// PassedOver says of each what to do. Hidden files and what spreadsheets leave beside an open file are no one's comments and not listed. What may hold
// comments and was not looked into, such as a folder that cannot be opened, is told in unopened.
func ExpandAll(args []string) (files, passedOver []string, unopened []*comment.Message, err error) {
	if len(args) == 0 {
		return nil, nil, nil, comment.Say("没有给出文件", "no file was given")
	}
	var tree walked
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
				return nil, nil, nil, comment.Say("打开 %s：%v", "open %s: %v", arg, err)
			}
			if !strings.ContainsAny(arg, "*?[") {
				return nil, nil, nil, comment.Say("打开 %s：没有这个文件或目录", "open %s: there is no such file or directory", arg)
			}
			if paths, err = filepath.Glob(arg); err != nil {
				return nil, nil, nil, comment.Say("通配 %s：%v", "pattern %s: %v", arg, err)
			}
			if len(paths) == 0 {
				return nil, nil, nil, comment.Say("通配 %s：没有匹配的文件", "pattern %s: no file matches", arg)
			}
			sort.Strings(paths)
		}
		for _, p := range paths {
			info, err := os.Stat(p)
			if err != nil {
				return nil, nil, nil, comment.Say("打开 %s：%v", "open %s: %v", p, err)
			}
			if !info.IsDir() {
				add(filepath.Clean(p))
				continue
			}
			found, passed, unread, err := tree.walk(p)
			if err != nil {
				return nil, nil, nil, err
			}
			if passedOver = append(passedOver, passed...); len(found) == 0 {
				unusable = append(unusable, p)
			}
			if len(found)+len(passed)+unread == 0 {
				empty = append(empty, p)
			}
			for _, f := range found {
				add(f)
			}
		}
	}
	unopened = tree.tell()
	if len(files) == 0 {
		why := comment.Say("目录 %s：里面没有能读的文件（要 .xlsx、.csv、.tsv、.txt、.jsonl 或 .json）%v",
			"directory %s: no file that can be read in it (want .xlsx, .csv, .tsv, .txt, .jsonl or .json)%v", strings.Join(unusable, " "), ListPassedOver(passedOver))
		for _, u := range unopened {
			why = comment.Say("%v\n没有读：%v", "%v\nnot read: %v", why, u)
		}
		return nil, nil, nil, why
	}
	return files, append(passedOver, empty...), unopened, nil
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

// walked is what was met in the directories among the arguments beside files.
type walked struct {
	dirs, links []string           // the folders looked into, and links to folders, which are not followed
	unopened    []*comment.Message // why others could not be looked into
}

// walk lists the files of a directory, or of the one it links to, and counts what it did not look into.
func (w *walked) walk(dir string) (files, passedOver []string, unread int, err error) {
	before := len(w.links) + len(w.unopened)
	root := dir + string(filepath.Separator) // so that a link is followed
	err = filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
		if err != nil && p == root {
			return comment.Say("读取目录：%v", "read directory: %v", err)
		}
		if err != nil {
			w.unopened = append(w.unopened, unopenedFolder(p, err))
			return nil
		}
		name := e.Name()
		hidden := p != root && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$")) // ~$: Excel's lock files
		if e.IsDir() {
			if hidden {
				return fs.SkipDir
			}
			w.dirs = append(w.dirs, p)
			return nil
		}
		switch {
		case hidden, litter[strings.ToLower(name)], strings.Contains(name, ".duckdb"): // the last are our own
		case usable[strings.ToLower(filepath.Ext(name))] && isFile(p, e):
			files = append(files, p)
		case e.Type()&fs.ModeSymlink != 0 && w.unfollowed(p):
		default:
			passedOver = append(passedOver, p)
		}
		return nil
	})
	sort.Strings(files)
	sort.Strings(passedOver)
	return files, passedOver, len(w.links) + len(w.unopened) - before, err
}

// unfollowed notes a link to a folder, or to what cannot be looked at and may be one.
func (w *walked) unfollowed(link string) bool {
	info, err := os.Stat(link)
	switch {
	case err == nil && info.IsDir():
		w.links = append(w.links, link)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		w.unopened = append(w.unopened, unopenedFolder(link, err))
	default:
		return false
	}
	return true
}

// tell says what was not looked into, once however often it was met. A link to a folder that was is not missed.
func (w *walked) tell() (all []*comment.Message) {
	told := map[string]bool{}
	add := func(m *comment.Message) {
		if !told[m.Error()] {
			told[m.Error()], all = true, append(all, m)
		}
	}
	var met []fs.FileInfo
	if len(w.links) > 0 {
		for _, dir := range w.dirs {
			if info, err := os.Stat(dir); err == nil {
				met = append(met, info)
			}
		}
	}
	for _, m := range w.unopened {
		add(m)
	}
	for _, link := range w.links {
		info, err := os.Stat(link)
		if err == nil && slices.ContainsFunc(met, func(dir fs.FileInfo) bool { return os.SameFile(dir, info) }) {
			continue
		}
		add(comment.Say("%s：是指向文件夹的链接，没有跟进去读，也没有记入隔离区；里面可能有意见，请把那个文件夹本身写在命令里",
			"%s: it is a link to a folder, was not followed and is not in quarantine; it may hold comments, so give the folder itself as an argument", link))
	}
	return all
}

func unopenedFolder(path string, err error) *comment.Message {
	return SayUnopened(comment.Say("%s：%v", "%s: %v", path, cleanPathError(err)))
}

// SayUnopened tells of a file or folder in a directory that cannot be opened; err names it.
func SayUnopened(err error) *comment.Message {
	return comment.Say("%v：打不开，没有记入隔离区；里面可能有意见，请看它的权限和磁盘",
		"%v: it cannot be opened and is not in quarantine; it may hold comments, so look at its permissions and the disk", err)
}

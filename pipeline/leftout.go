package pipeline

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"sifeng/pipeline/comment"
	"sifeng/pipeline/ingest"
)

// unreadFile is a file of a directory that cannot be read though it may hold comments: a .doc, a picture.
type unreadFile struct {
	path     string
	source   comment.Source
	rejected comment.Rejected
}

// setAside takes from the files that are passed over those that are missed, to be put into quarantine. What cannot even be opened is told: no source
// can be made of it, and the other files are read all the same.
func (r *run) setAside(ctx context.Context) error {
	var passedOver []string
	for _, path := range r.summary.PassedOver {
		why := ingest.MayHoldComments(path)
		if slices.Contains(r.files, filepath.Clean(path)) { // it is named too
			continue
		}
		if why == nil {
			passedOver = append(passedOver, path)
			continue
		}
		source, rejected, err := ingest.LeaveOut(ctx, path, why)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			r.summary.Unopened = append(r.summary.Unopened, ingest.SayUnopened(err))
			continue
		}
		if same := slices.IndexFunc(r.unread, func(u unreadFile) bool { return u.source.ID == source.ID }); same >= 0 {
			r.summary.Notes = append(r.summary.Notes, comment.Say("%s：与 %s 内容相同", "%s: holds the same as %s", path, r.unread[same].path))
			continue
		}
		r.unread = append(r.unread, unreadFile{path, source, rejected})
	}
	r.summary.PassedOver = passedOver
	return nil
}

// leaveOut writes them down, but what was read under another name.
func (s *sourceRecords) leaveOut(files []unreadFile) {
	var left []unreadFile
	for _, u := range files {
		if !slices.ContainsFunc(s.sources, func(other comment.Source) bool { return other.SHA256 == u.source.SHA256 }) {
			left = append(left, u)
		}
	}
	for _, u := range left {
		s.sources, s.rejected = append(s.sources, u.source), append(s.rejected, u.rejected)
	}
	s.summary.tellUnread(left)
}

// tellUnread notes files that are not read, those of one kind in one folder together: a folder may hold thousands of photos.
func (s *Summary) tellUnread(files []unreadFile) {
	const named = 10
	type group struct {
		folder string
		why    *comment.Message
	}
	var groups []group
	names := map[group][]string{}
	for _, u := range files {
		g := group{filepath.Dir(u.path), u.rejected.Reason}
		if names[g] == nil {
			groups = append(groups, g)
		}
		names[g] = append(names[g], filepath.Base(u.path))
	}
	for _, g := range groups {
		all := names[g]
		if len(all) == 1 {
			s.Notes = append(s.Notes, comment.Say("%s：记入隔离区：%v", "%s: put into quarantine: %v", filepath.Join(g.folder, all[0]), g.why))
			continue
		}
		list := comment.Say("%s", "%s", strings.Join(all[:min(len(all), named)], " "))
		if len(all) > named {
			list = comment.Say("%v ……", "%v …", list)
		}
		s.Notes = append(s.Notes, comment.Say("%s 里的 %d 个文件（%v）：记入隔离区：%v", "%s, %d files (%v): put into quarantine: %v", g.folder, len(all), list, g.why))
	}
}

// onlyKnownUnread says whether the published database holds all of them in quarantine.
func (r *run) onlyKnownUnread() bool {
	return !slices.ContainsFunc(r.unread, func(u unreadFile) bool {
		return !slices.ContainsFunc(r.published.Sources, func(s comment.Source) bool { return s.ID == u.source.ID && s.LeftOut })
	})
}

// stillLeftOut tells again of the sheets of a file that are not read; the others are in the published database.
func (r *run) stillLeftOut(file string, sheets []comment.Source) {
	for _, s := range sheets {
		s.File, s.Notes = file, []*comment.Message{ingest.WhyLeftOut(s)}
		r.leftAlone = append(r.leftAlone, s)
		r.summary.add(s)
	}
}

// refuseQuarantined makes rows that cannot be used, and files, sheets and folders that are not read, an error if the run is strict. It names the first of them.
func (r *run) refuseQuarantined(sources *sourceRecords) error {
	if !r.config.Strict {
		return nil
	}
	const named = 10
	file := map[string]string{}
	for _, s := range sources.sources {
		file[s.ID] = sheetOf(s)
	}
	var all []*comment.Message
	rows, unopened := 0, len(r.summary.Unopened)
	all = append(all, r.summary.Unopened...)
	for _, s := range r.leftAlone {
		all = append(all, comment.Say("%s：%v", "%s: %v", sheetOf(s), s.Notes[0]))
	}
	for _, rejected := range sources.distinctRejected() {
		if rejected.Row > 0 {
			rows++
		}
		all = append(all, placed(file[rejected.SourceID], rejected))
	}
	if len(all) == 0 {
		return nil
	}
	list := comment.Say("%v，而 --strict 要求全部可用：", "%v, and the run is strict:", notUsable(rows, len(all)-rows-unopened, unopened))
	for i, m := range all {
		if i == named {
			list = comment.Say("%v\n……还有 %d 处", "%v\n… and %d more", list, len(all)-named)
			break
		}
		list = comment.Say("%v\n%v", "%v\n%v", list, m)
	}
	return comment.Say("%v\n%v", "%v\n%v", list, loadedAllTheSame(len(all) > unopened))
}

// loadedAllTheSame says what a run does that is not strict; quarantined: not all that cannot be used could not be opened.
func loadedAllTheSame(quarantined bool) *comment.Message {
	if !quarantined {
		return comment.Say("没有写入数据库；去掉 --strict 可先载入其余文件", "nothing was stored; without --strict the other files are loaded")
	}
	return comment.Say("没有写入数据库；去掉 --strict 可先载入其余各行，再用 sifeng query quarantine_reasons 看隔离的原因",
		"nothing was stored; without --strict the other rows are loaded, and sifeng query quarantine_reasons tells why rows were put into quarantine")
}

// notUsable counts rows that cannot be used, files and sheets that are not read, and what could not be opened; not all are 0.
func notUsable(rows, whole, unopened int) *comment.Message {
	var said *comment.Message
	for _, part := range []struct {
		n      int
		zh, en string
	}{
		{rows, "%d 行无法使用", "%d rows cannot be used"},
		{whole, "%d 个文件或工作表整个没有读", "%d files or sheets were not read"},
		{unopened, "%d 个文件或文件夹没有打开", "%d files or folders were not opened"},
	} {
		switch m := comment.Say(part.zh, part.en, part.n); {
		case part.n == 0:
		case said == nil:
			said = m
		default:
			said = comment.Say("%v，%v", "%v, and %v", said, m)
		}
	}
	return said
}

// baseName is the name by which a run tells of a file.
func baseName(file string) string {
	if file == "-" {
		return "stdin"
	}
	return filepath.Base(file)
}

// sheetOf names a source: its file, and the sheet if there are several.
func sheetOf(s comment.Source) string {
	if s.Sheet == "" {
		return s.File
	}
	return s.File + " " + s.Sheet
}

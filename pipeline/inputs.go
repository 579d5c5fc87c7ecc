package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"sifeng/pipeline/clean"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/ingest"
	"sifeng/pipeline/store"
)

// dropCopies leaves out files that are the same as another to the byte, whatever their names say of a channel: what stands in them counts once. Of
// them the first is read. Only files of the same size are compared.
func (r *run) dropCopies(ctx context.Context) error {
	sizes := map[string]int64{}
	times := map[int64]int{}
	for _, file := range r.files {
		if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() && info.Size() > 0 {
			sizes[file] = info.Size()
			times[info.Size()]++
		}
	}
	first := map[string]string{} // by sum
	var left []string
	for _, file := range r.files {
		if size, ok := sizes[file]; ok && times[size] > 1 {
			sum, err := r.hashInput(ctx, file)
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if was, copied := first[sum]; err == nil && copied {
				r.summary.Notes = append(r.summary.Notes, comment.Say("%s：和 %s 一字不差，只算一次，没有再读", "%s: the same as %s to the byte; it counts once and was not read again",
					baseName(file), baseName(was)))
				continue
			} else if err == nil { // else reading it tells
				first[sum] = file
			}
		}
		left = append(left, file)
	}
	r.files = left
	return nil
}

// skipKnownFiles leaves out the inputs that the database holds already, and finds those that are to be read again because they were
// read with other settings. A run without settings, such as one of a whole directory, takes files as they were read.
func (r *run) skipKnownFiles(ctx context.Context) error {
	known := map[string]string{}            // file to the settings it was read with
	wholly := map[string]string{}           // file to its source, if nothing of it was read
	partly := map[string][]comment.Source{} // file to its sheets that were left out, if others were read
	for _, s := range r.published.Sources {
		known[s.SHA256] = ingest.SettingsOf(s.ID)
		if s.LeftOut {
			wholly[s.SHA256], partly[s.SHA256] = s.ID, append(partly[s.SHA256], s)
		}
	}
	for _, s := range r.published.Sources {
		if !s.LeftOut {
			delete(wholly, s.SHA256)
		}
	}
	r.reread, r.rereadFiles, r.leftOut = map[string]bool{}, map[string]bool{}, map[string]string{}
	r.unread = slices.DeleteFunc(r.unread, func(u unreadFile) bool {
		_, held := known[u.source.SHA256]
		return held && wholly[u.source.SHA256] == "" // it was named once, and read
	})
	for _, u := range r.unread {
		r.reread[u.source.SHA256] = true // it is written down anew
	}
	var fresh []string
	for _, file := range r.files {
		sum, err := r.hashInput(ctx, file)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil && isStream(file) { // what was read of it is gone
			return err
		}
		was, held := known[sum]
		if id := wholly[sum]; err == nil && id != "" { // what its columns mean may be known by now
			r.reread[sum], r.leftOut[file] = true, id
			fresh = append(fresh, file)
			continue
		}
		settings := ""
		if err == nil && held {
			settings = r.settingsFor(ctx, file, was)
		}
		name := baseName(file)
		switch {
		case err != nil || !held:
		case was == settings && len(partly[sum]) > 0 && !r.sameRules(): // what the columns of its other sheets mean may be known by now
			r.reread[sum], r.rereadFiles[file] = true, true
		case was == settings:
			r.stillLeftOut(name, partly[sum])
			r.summary.Unchanged = append(r.summary.Unchanged, name)
			continue
		case settings == "":
			r.stillLeftOut(name, partly[sum])
			r.summary.Unchanged = append(r.summary.Unchanged, name)
			r.summary.Notes = append(r.summary.Notes, comment.Say(
				"%s：此前是带 --map、--year 或 --channel 读入的，保持原样；要换设置重读，请写明新的设置",
				"%s: was read with --map, --year or --channel and stays as it is; to read it again otherwise, give the new settings", name))
			continue
		default:
			r.reread[sum], r.rereadFiles[file] = true, true
			r.summary.Notes = append(r.summary.Notes, comment.Say(
				"%s：此前读入时 --map、--year 或 --channel 不同，已按这次的设置重读，替换原来的意见",
				"%s: was read before with another --map, --year or --channel; it was read again, and its comments were replaced", name))
		}
		fresh = append(fresh, file)
	}
	r.files = fresh
	return nil
}

// sameRules says that dictionaries and code are those that the published database was made with.
func (r *run) sameRules() bool {
	return r.published.Run.DictHash == r.dict.Hash() && r.published.Run.CodeVersion == Version
}

// kept says which sources of the published database stay: those that are not read again. What was left out gives way to no other file, whatever
// its name: files of one name in two folders are two.
func (r *run) kept(s comment.Source) bool { return !r.reread[s.SHA256] }

// ingestOptions say how to read a file. Among several files a map is for those that have what it names.
func (r *run) ingestOptions(file string) ingest.Options {
	return ingest.Options{
		Dict: r.dict, Key: r.key, Map: r.mapping, Channel: r.config.Channel, Year: r.config.Year, Input: r.streams[file],
		Found: r.mayPass(file) && !r.rereadFiles[file], CheckFirst: r.careful || r.leftOut[file] != "", MapIfFits: r.several,
	}
}

// settingsFor gives the settings that a file, which was read with others or the same, would be read with.
func (r *run) settingsFor(ctx context.Context, file, was string) string {
	o := r.ingestOptions(file)
	settings := o.Settings()
	if was != settings && r.mapping != nil && r.several && !ingest.MapFits(ctx, file, o) {
		o.Map = nil
		settings = o.Settings()
	}
	r.noteMap(file, settings)
	return settings
}

// noteMap notes whether the map is of use for a file that is read with such settings.
func (r *run) noteMap(file, settings string) {
	if r.mapping == nil {
		return
	}
	if settings == r.ingestOptions(file).Settings() {
		r.mapFits = true
	} else {
		r.mapUnfit = true
	}
}

// refuseUselessMap is an error if the map fits no file.
func (r *run) refuseUselessMap() error {
	switch {
	case !r.mapUnfit || r.mapFits:
		return nil
	case len(r.mapping.Columns) == 0:
		return comment.Say("对应关系文件 %s 写的工作表或列名行，给出的文件里都没有", "no file has the sheets or the row of names that the map %s names", r.config.MapFile)
	}
	return comment.Say("对应关系文件 %s 写了列 %s，没有一个文件有这些列：请用 sifeng inspect 看各文件的列名",
		"the map %s names the columns %s, and no file has them: see with sifeng inspect what the columns of the files are", r.config.MapFile, r.mapping.ColumnNames())
}

func hashFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// readFile reads one input, decides what becomes of each comment and notes the balance of its rows.
func (r *run) readFile(ctx context.Context, file string, records *sourceRecords, emit func(item) error) error {
	if isStream(file) && (r.several || r.mayPass(file)) { // should all be read once more, it cannot be opened again
		if _, err := r.hashInput(ctx, file); err != nil {
			return err
		}
	}
	balances := map[string]*balance{}
	r.dedupe.again = r.rereadFiles[file]
	sources, err := ingest.Read(ctx, file, r.ingestOptions(file), func(c comment.Comment) error {
		b := balances[c.SourceID]
		if b == nil {
			b = &balance{}
			balances[c.SourceID] = b
		}
		v := r.dedupe.judge(&c)
		b.count(c.Row, v)
		if v == duplicate {
			return nil
		}
		return emit(item{comment: c, replace: v == updated})
	}, func(rejected comment.Rejected) error {
		if records.rejected = append(records.rejected, rejected); r.unusable == nil {
			r.unusable = placed(file, rejected)
		}
		return nil
	})
	if err != nil && r.ingestOptions(file).Found {
		switch {
		case noCommentFile(err):
			r.summary.PassedOver = append(r.summary.PassedOver, file)
			r.summary.Notes = append(r.summary.Notes, comment.Say("%v", "%v", err))
			return nil
		case errors.As(err, new(*ingest.UnopenedError)):
			r.summary.Unopened = append(r.summary.Unopened, ingest.SayUnopened(err))
			return nil
		case errors.As(err, new(*ingest.UnreadableError)) && !r.careful:
			return &lateDamage{err}
		}
	}
	if err != nil {
		return err
	}
	for i := range sources {
		if b := balances[sources[i].ID]; b != nil {
			b.apply(&sources[i])
		}
		r.noteMap(file, ingest.SettingsOf(sources[i].ID))
	}
	records.sources = append(records.sources, sources...)
	return nil
}

// placed says where a row is that cannot be used, and why. Row 0 is the whole file or sheet.
func placed(file string, rejected comment.Rejected) *comment.Message {
	if rejected.Row == 0 {
		return comment.Say("%s：%v", "%s: %v", file, rejected.Reason)
	}
	return comment.Say("%s 第 %d 行：%v", "%s, row %d: %v", file, rejected.Row, rejected.Reason)
}

// refuseNothing is an error if no input could be read as comments: all were passed over or left out.
func (r *run) refuseNothing(sources []comment.Source, passedOver []string, notes []*comment.Message) error {
	for _, s := range sources {
		if !s.LeftOut {
			return nil
		}
		for _, note := range s.Notes {
			notes = append(notes, comment.Say("%s：%v", "%s: %v", s.File, note))
		}
	}
	if len(r.summary.Unchanged) > 0 || r.config.Ledger != "" && r.published != nil {
		return nil
	}
	var unread []string
	for _, u := range r.unread {
		unread = append(unread, u.path)
	}
	all := comment.Say("给出的文件里没有一个能当意见读：", "none of the files can be read as comments:")
	for _, n := range slices.Concat(notes, r.summary.Unopened) {
		all = comment.Say("%v\n%v", "%v\n%v", all, n)
	}
	return comment.Say("%v%v", "%v%v", all, ingest.ListPassedOver(append(unread, passedOver...)))
}

// noCommentFile says that a file can be read but is none of comments.
func noCommentFile(err error) bool {
	return errors.Is(err, ingest.ErrLedger) || errors.Is(err, ingest.ErrNoComments) || errors.Is(err, ingest.ErrEmpty) || errors.Is(err, ingest.ErrHidden)
}

// mayPass says whether a file without comments is passed over: one found in a directory or by a pattern, but not one that was named.
func (r *run) mayPass(file string) bool {
	return !slices.ContainsFunc(r.config.Inputs, func(input string) bool { return filepath.Clean(input) == filepath.Clean(file) })
}

// sourceRecords collects what is written down about the inputs once their comments are in.
type sourceRecords struct {
	builder  *store.Builder
	cleaner  *clean.Cleaner
	summary  *Summary
	sources  []comment.Source
	rejected []comment.Rejected
}

func (s *sourceRecords) write(ctx context.Context) error {
	written := map[string]bool{}
	for _, src := range s.sources {
		s.summary.add(src)
		if written[src.ID] { // the same file twice among the inputs: its second reading loaded nothing
			continue
		}
		written[src.ID] = true
		// People name files and sheets after the complainant. Messages tell the names as they are, the database does not.
		src.File, src.Sheet = s.cleaner.FileName(src.File), s.cleaner.FileName(src.Sheet)
		if err := s.builder.AddSource(ctx, src); err != nil {
			return err
		}
	}
	for _, rejected := range s.distinctRejected() {
		if err := s.builder.AddRejected(ctx, rejected); err != nil {
			return err
		}
	}
	return nil
}

// distinctRejected gives each row once that cannot be used: files of the same bytes have the same.
func (s *sourceRecords) distinctRejected() (distinct []comment.Rejected) {
	seen := map[comment.Rejected]bool{}
	for _, rejected := range s.rejected {
		if !seen[rejected] {
			seen[rejected] = true
			distinct = append(distinct, rejected)
		}
	}
	return distinct
}

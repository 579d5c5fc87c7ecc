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

// skipKnownFiles leaves out the inputs that the database holds already, and finds those that are to be read again because they were
// read with other settings. A run without settings, such as one of a whole directory, takes files as they were read.
func (r *run) skipKnownFiles(ctx context.Context) error {
	known := map[string]string{} // file to the settings it was read with
	for _, s := range r.published.Sources {
		known[s.SHA256] = ingest.SettingsOf(s.ID)
	}
	settings := r.ingestOptions().Settings()
	r.reread, r.rereadFiles = map[string]bool{}, map[string]bool{}
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
		name := filepath.Base(file)
		if file == "-" {
			name = "stdin"
		}
		switch {
		case err != nil || !held:
		case was == settings:
			r.summary.Unchanged = append(r.summary.Unchanged, name)
			continue
		case settings == "":
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

// kept says which sources of the published database stay: those that are not read again.
func (r *run) kept(s comment.Source) bool { return !r.reread[s.SHA256] }

func (r *run) ingestOptions() ingest.Options {
	return ingest.Options{Dict: r.dict, Key: r.key, Map: r.mapping, Channel: r.config.Channel, Year: r.config.Year}
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
	balances := map[string]*balance{}
	r.dedupe.again = r.rereadFiles[file]
	o := r.ingestOptions()
	o.Input = r.streams[file]
	sources, err := ingest.Read(ctx, file, o, func(c comment.Comment) error {
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
			r.unusable = comment.Say("%s 第 %d 行：%v", "%s, row %d: %v", file, rejected.Row, rejected.Reason)
		}
		return nil
	})
	if err != nil {
		if r.mayPass(file) && noCommentFile(err) && !r.rereadFiles[file] {
			r.summary.PassedOver = append(r.summary.PassedOver, file)
			r.summary.Notes = append(r.summary.Notes, comment.Say("%v", "%v", err))
			return nil
		}
		return err
	}
	for i := range sources {
		if b := balances[sources[i].ID]; b != nil {
			b.apply(&sources[i])
		}
	}
	records.sources = append(records.sources, sources...)
	return nil
}

// refuseNothing is an error if no input could be read as comments: all were passed over.
func (r *run) refuseNothing(sources int, passedOver []string, notes []*comment.Message) error {
	if sources > 0 || len(r.summary.Unchanged) > 0 || r.config.Ledger != "" && r.published != nil {
		return nil
	}
	all := comment.Say("给出的文件里没有一个能当意见读：", "none of the files can be read as comments:")
	for _, n := range notes {
		all = comment.Say("%v\n%v", "%v\n%v", all, n)
	}
	return comment.Say("%v%v", "%v%v", all, ingest.ListPassedOver(passedOver))
}

// noCommentFile says that a file can be read but is none of comments.
func noCommentFile(err error) bool {
	return errors.Is(err, ingest.ErrLedger) || errors.Is(err, ingest.ErrNoComments) || errors.Is(err, ingest.ErrEmpty)
}

// refuseQuarantined makes quarantined rows an error if the run is strict. It names the first of them.
func (r *run) refuseQuarantined(sources *sourceRecords) error {
	if !r.config.Strict || len(sources.rejected) == 0 {
		return nil
	}
	const named = 10
	file := map[string]string{}
	for _, s := range sources.sources {
		file[s.ID] = s.File
	}
	list := comment.Say("%d 行无法使用，而 --strict 要求全部可用：", "%d rows cannot be used, and the run is strict:", len(sources.rejected))
	for i, row := range sources.rejected {
		if i == named {
			list = comment.Say("%v\n……还有 %d 行", "%v\n… and %d more", list, len(sources.rejected)-named)
			break
		}
		list = comment.Say("%v\n%s 第 %d 行：%v", "%v\n%s, row %d: %v", list, file[row.SourceID], row.Row, row.Reason)
	}
	return comment.Say("%v\n没有写入数据库；去掉 --strict 可先载入其余各行，再用 sifeng query quarantine_reasons 看原因",
		"%v\nnothing was stored; without --strict the other rows are loaded, and sifeng query quarantine_reasons tells why these were not", list)
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
		s.summary.Sources = append(s.summary.Sources, src)
		for _, note := range src.Notes {
			s.summary.Notes = append(s.summary.Notes, comment.Say("%s：%v", "%s: %v", src.File, note))
		}
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
	seen := map[comment.Rejected]bool{}
	for _, rejected := range s.rejected {
		if seen[rejected] {
			continue
		}
		seen[rejected] = true
		if err := s.builder.AddRejected(ctx, rejected); err != nil {
			return err
		}
	}
	return nil
}

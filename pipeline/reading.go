package pipeline

import (
	"context"
	"path/filepath"
	"slices"

	"sifeng/pipeline/comment"
	"sifeng/pipeline/ingest"
)

// Reading says which comment files to read and how, for work that stores nothing.
type Reading struct {
	Inputs  []string // files, directories, globs, or - for standard input
	DictDir string   // overrides the embedded dictionaries; empty: none
	MapFile string   // column mapping; empty: found out
	Channel string   // code for all inputs; empty: found out
	Year    int      // of dates without a year; 0: such dates are not read

	// PassedOver hears of files in directories, and sheets, that are not read; missed: they may hold comments. nil: nobody does.
	PassedOver func(why *comment.Message, missed bool)
}

// Read reads comments as a run into a new database would and hands them to emit in the order of the files, duplicates left out. They are
// not cleaned yet. The sources say which file and sheet a comment's SourceID is.
func (o Reading) Read(ctx context.Context, emit func(comment.Comment) error) ([]comment.Source, error) {
	key := comment.NewKey([]byte("what is read here is not stored"))
	r := &run{
		config:  Config{Inputs: o.Inputs, DictDir: o.DictDir, MapFile: o.MapFile, Channel: o.Channel, Year: o.Year},
		summary: &Summary{}, key: key, dedupe: newDeduper(key), streams: map[string]*ingest.Input{},
		careful: true, // what was handed on cannot be taken back
	}
	defer closeStreams(r.streams)
	if err := r.prepare(); err != nil {
		return nil, err
	}
	var records sourceRecords
	for _, file := range r.files {
		err := r.readFile(ctx, file, &records, func(i item) error { return emit(i.comment) })
		if err != nil {
			return nil, err
		}
	}
	if err := r.refuseNothing(records.sources, r.summary.PassedOver, r.summary.Notes); err != nil {
		return nil, err
	}
	if err := r.refuseUselessMap(); err != nil {
		return nil, err
	}
	if o.PassedOver != nil {
		for _, path := range r.summary.PassedOver {
			if named := filepath.Clean(path); slices.Contains(r.files, named) && !r.mayPass(named) { // it was read
				continue
			}
			o.PassedOver(ingest.PassedOver(path), ingest.MayHoldComments(path) != nil)
		}
		for _, why := range r.summary.Unopened {
			o.PassedOver(why, true)
		}
		for _, s := range records.sources {
			switch {
			case !s.LeftOut:
			case s.Sheet != "":
				o.PassedOver(comment.Say("%s：%v", "%s: %v", s.File, s.Notes[0]), true)
			default:
				o.PassedOver(comment.Say("%s：整个文件没有读：%v", "%s: the whole file was left out: %v", s.File, s.Notes[0]), true)
			}
		}
	}
	return records.sources, nil
}

package hotspot

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"time"

	"sifeng/dict"
)

// Submission is a cleaned comment as the grouping into matters sees it.
type Submission struct {
	ID          string // not empty, unique
	Title       string // shown as the title of a matter, unless Restricted
	Text        string // only looked at where there is no Title
	TitleTokens []string
	TextTokens  []string  // in order, punctuation included: a word pair never spans it
	Township    string    // code; empty: not known
	Department  string    // code; empty: not known
	Problems    []string  // full dotted codes, sorted as the caller sees fit
	ReceivedAt  time.Time // to the microsecond, zero: not known
	Submitter   string    // keyed hash; empty: not known
	Votes       int64     // for and against together; negative counts as 0
	DupKey      string    // equal for comments of the same text; empty: too short to tell
	Restricted  bool      // counted and grouped, but nothing of it is shown
}

// MatterOptions says how comments are grouped. The zero value is ready to use.
type MatterOptions struct {
	AsOf    time.Time  // the day that recency counts back from; zero: the latest comment's time
	MinSize int        // comments that make a matter; 0: 3
	Workers int        // goroutines; 0: one a processor. It has no influence on the result
	Dict    *dict.Dict // for matters/*.tsv and the county's register; nil: the embedded dictionaries
}

// Matter is a row of the table issues: comments about the same thing.
type Matter struct {
	ID              string
	Rank            int // 1 is the hottest
	Heat            float64
	Title           string // at most 30 characters, out of a central comment that may be shown, naming no unit but its own; empty: none may
	FirstAt         time.Time
	LastAt          time.Time // both zero: no comment has a time
	Comments        int
	Submitters      int    // distinct, known ones; 0: none is known
	Votes           int64  // of all its comments
	Township        string // code, where at least half of the comments agree; empty: they do not
	Department      string
	Wind            string // of Problem
	Problem         string // the most frequent, if at least a quarter of the comments carry it; else empty
	Keywords        []string
	Representatives []string // up to 3 ids of central comments that may be shown
	Members         []Member // most similar first
}

// Member is a row of issue_comments.
type Member struct {
	ID         string
	Similarity float64 // cosine with the matter's centre, 0 to 1
}

// Grouper collects comments and groups them into matters. It is not safe for concurrent use; Matters itself works in parallel.
type Grouper struct {
	options  MatterOptions
	words    lexicon
	units    *unitNames
	wording  titleWords
	everyday everyday
	docs     []doc
	next     []int32  // of each doc, the next of its node; below 0: it is the last
	ids      interner // of submissions
	names    interner // of all other codes and keys; 0 is the empty one
	tokens   arena
	titles   arena
	scratch  tokenList
	bytes    []byte
}

// doc is a submission without its tokens, small and without pointers: there may be millions.
type doc struct {
	at                   int64 // microseconds since 1970, or unknownTime
	votes                int64
	title                place // in Grouper.titles
	tokens               place // in Grouper.tokens
	id                   uint32
	township, department uint32
	problems             uint32 // each after a line feed
	submitter, dupKey    uint32
	restricted           bool
}

// unknownTime is that of the zero time.
const unknownTime = -62135596800 * 1e6

func (d *doc) time() time.Time {
	if d.at == unknownTime {
		return time.Time{}
	}
	return time.UnixMicro(d.at).UTC()
}

// NewGrouper makes an empty Grouper.
func NewGrouper(o MatterOptions) *Grouper {
	if o.MinSize <= 0 {
		o.MinSize = 3
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	o.Workers = min(o.Workers, maxWorkers)
	g := &Grouper{options: o, words: newLexicon()}
	g.names.number(nil)
	return g
}

// Add takes one comment. It keeps no reference to s or its slices. It fails if the id is missing or was added before.
func (g *Grouper) Add(s Submission) error {
	if s.ID == "" {
		return errors.New("group comments into matters: a comment has no id")
	}
	if len(g.docs) == maxNodes {
		return fmt.Errorf("group comments into matters: there are more than %d", maxNodes)
	}
	id, isNew := g.ids.number(g.take(s.ID))
	if !isNew {
		return fmt.Errorf("group comments into matters: comment %s was added twice", s.ID)
	}
	d := doc{
		at: s.ReceivedAt.UnixMicro(), votes: max(s.Votes, 0), id: id, township: g.name(s.Township), department: g.name(s.Department),
		submitter: g.name(s.Submitter), dupKey: g.name(s.DupKey), restricted: s.Restricted,
	}
	g.bytes = g.bytes[:0]
	for _, code := range s.Problems {
		g.bytes = append(append(g.bytes, '\n'), code...)
	}
	d.problems, _ = g.names.number(g.bytes)
	if !s.Restricted {
		d.title = g.titles.add(g.take(titleOf(s.Title, s.Text)))
	}
	t := &g.scratch
	t.words = g.words.append(t.words[:0], s.TitleTokens, maxTitleTokens)
	t.titleEnd = len(t.words)
	t.words = g.words.append(t.words, s.TextTokens, maxTextTokens)
	g.bytes = t.pack(g.bytes[:0])
	d.tokens = g.tokens.add(g.bytes)
	g.docs = append(g.docs, d)
	return nil
}

// take gives the bytes of s, until the next call.
func (g *Grouper) take(s string) []byte {
	g.bytes = append(g.bytes[:0], s...)
	return g.bytes
}

func (g *Grouper) name(s string) uint32 {
	n, _ := g.names.number(g.take(s))
	return n
}

// read gives the tokens of a comment.
func (g *Grouper) read(into *tokenList, d *doc) { into.unpack(g.tokens.get(d.tokens)) }

// Matters groups what was added and gives the matters, hottest first. The result depends on the comments alone, not on the order
// they were added in or the number of workers. It fails only if ctx ends.
func (g *Grouper) Matters(ctx context.Context) ([]Matter, error) {
	endings, err := g.readDict()
	if err != nil {
		return nil, fmt.Errorf("group comments into matters: %w", err)
	}
	g.words.findNames(endings)
	slices.SortFunc(g.docs, func(a, b doc) int {
		if a.at != b.at {
			return cmp.Compare(a.at, b.at)
		}
		return bytes.Compare(g.ids.text(a.id), g.ids.text(b.id))
	})
	nodes, space, err := g.vectors(ctx)
	if err != nil {
		return nil, fmt.Errorf("group comments into matters: %w", err)
	}
	groups, err := g.cluster(ctx, nodes, space)
	if err != nil {
		return nil, fmt.Errorf("group comments into matters: %w", err)
	}
	matters, err := g.describe(ctx, groups, space)
	if err != nil {
		return nil, fmt.Errorf("group comments into matters: %w", err)
	}
	return matters, nil
}

// readDict takes the names of units from the dictionaries and gives the words and characters that end a name of a place or body.
func (g *Grouper) readDict() (endings []string, err error) {
	d := g.options.Dict
	if d == nil {
		if d, err = dict.Load(""); err != nil {
			return nil, err
		}
	}
	if g.units, err = newUnitNames(&d.County); err != nil {
		return nil, err
	}
	if g.wording, err = newTitleWords(d); err != nil {
		return nil, err
	}
	if g.everyday, err = readEveryday(d, &g.words); err != nil {
		return nil, err
	}
	rows, err := dict.ReadTSV(d.FS(), "matters/name_endings.tsv", "ending", "kind")
	if err != nil {
		return nil, err
	}
	endings = make([]string, 0, len(rows))
	for _, r := range rows {
		if r.Field["ending"] == "" {
			return nil, r.Errorf("the ending is empty")
		}
		endings = append(endings, r.Field["ending"])
	}
	return endings, nil
}

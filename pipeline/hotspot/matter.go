package hotspot

import (
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
	TextTokens  []string // in order, punctuation included: a word pair never spans it
	Township    string   // code; empty: not known
	Department  string   // code; empty: not known
	Problems    []string // full dotted codes, sorted as the caller sees fit
	ReceivedAt  time.Time
	Submitter   string // keyed hash; empty: not known
	Votes       int64  // for and against together; negative counts as 0
	DupKey      string // equal for comments of the same text; empty: too short to tell
	Restricted  bool   // counted and grouped, but nothing of it is shown
}

// MatterOptions says how comments are grouped. The zero value is ready to use.
type MatterOptions struct {
	AsOf    time.Time  // the day that recency counts back from; zero: the latest comment's time
	MinSize int        // comments that make a matter; 0: 3
	Workers int        // goroutines; 0: one a processor. It has no influence on the result
	Dict    *dict.Dict // for matters/name_endings.tsv; nil: the embedded dictionaries
}

// Matter is a row of the table issues: comments about the same thing.
type Matter struct {
	ID              string
	Rank            int // 1 is the hottest
	Heat            float64
	Title           string // at most 30 characters, out of the most central comment that may be shown; empty: none may
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
	options MatterOptions
	words   lexicon
	docs    []doc
	tokens  []uint32 // of all docs, one after another; wordBreak stands between phrases
	ids     map[string]struct{}
}

// doc is a submission without its tokens.
type doc struct {
	id, title            string
	township, department string
	problems             []string
	at                   time.Time
	submitter, dupKey    string
	votes                int64
	restricted           bool
	first, titleEnd, end int // in Grouper.tokens
}

// NewGrouper makes an empty Grouper.
func NewGrouper(o MatterOptions) *Grouper {
	if o.MinSize <= 0 {
		o.MinSize = 3
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	return &Grouper{options: o, words: newLexicon(), ids: map[string]struct{}{}}
}

// Add takes one comment. It keeps no reference to s or its slices. It fails if the id is missing or was added before.
func (g *Grouper) Add(s Submission) error {
	if s.ID == "" {
		return errors.New("group comments into matters: a comment has no id")
	}
	if _, twice := g.ids[s.ID]; twice {
		return fmt.Errorf("group comments into matters: comment %s was added twice", s.ID)
	}
	g.ids[s.ID] = struct{}{}
	d := doc{
		id: s.ID, township: s.Township, department: s.Department, problems: slices.Clone(s.Problems), at: s.ReceivedAt,
		submitter: s.Submitter, dupKey: s.DupKey, votes: max(s.Votes, 0), restricted: s.Restricted, first: len(g.tokens),
	}
	if !s.Restricted {
		d.title = titleOf(s.Title, s.Text)
	}
	g.tokens = g.words.append(g.tokens, s.TitleTokens, maxTitleTokens)
	d.titleEnd = len(g.tokens)
	g.tokens = g.words.append(g.tokens, s.TextTokens, maxTextTokens)
	d.end = len(g.tokens)
	g.docs = append(g.docs, d)
	return nil
}

// Matters groups what was added and gives the matters, hottest first. The result depends on the comments alone, not on the order
// they were added in or the number of workers. It fails only if ctx ends.
func (g *Grouper) Matters(ctx context.Context) ([]Matter, error) {
	endings, err := nameEndings(g.options.Dict)
	if err != nil {
		return nil, fmt.Errorf("group comments into matters: %w", err)
	}
	g.words.findNames(endings)
	slices.SortFunc(g.docs, func(a, b doc) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.id, b.id)) })
	nodes, space, err := g.vectors(ctx)
	if err != nil {
		return nil, fmt.Errorf("group comments into matters: %w", err)
	}
	groups, err := cluster(ctx, nodes, space, g.options.Workers)
	if err != nil {
		return nil, fmt.Errorf("group comments into matters: %w", err)
	}
	matters, err := g.describe(ctx, groups, space)
	if err != nil {
		return nil, fmt.Errorf("group comments into matters: %w", err)
	}
	return matters, nil
}

// nameEndings reads the words and characters that end a name of a place or body.
func nameEndings(d *dict.Dict) ([]string, error) {
	if d == nil {
		var err error
		if d, err = dict.Load(""); err != nil {
			return nil, err
		}
	}
	rows, err := dict.ReadTSV(d.FS(), "matters/name_endings.tsv", "ending", "kind")
	if err != nil {
		return nil, err
	}
	endings := make([]string, 0, len(rows))
	for _, r := range rows {
		if r.Field["ending"] == "" {
			return nil, r.Errorf("the ending is empty")
		}
		endings = append(endings, r.Field["ending"])
	}
	return endings, nil
}

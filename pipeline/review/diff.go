package review

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"sifeng/dict"
	"sifeng/pipeline"
	"sifeng/pipeline/comment"
)

// Diff is what a change of the dictionaries changes in comments.
type Diff struct {
	Old       string     `json:"old"` // hash of the dictionaries
	New       string     `json:"new"`
	Redaction bool       `json:"redaction"` // the rules of redaction differ too
	Comments  int        `json:"comments"`
	Unusable  int        `json:"rows_quarantined"`
	Changed   int        `json:"changed"` // comments that gain or lose a tag, or change in one of Fields
	Tags      []TagDiff  `json:"tags"`    // problems with a gain or loss, winds first, in the order of the register
	Moved     int        `json:"moved"`   // tags that stay, by another rule or on other words
	Fields    []Field    `json:"fields"`  // what else changes
	Changes   []Retagged `json:"changes"` // in the order of the files
}

// TagDiff counts the comments that gain and lose one tag.
type TagDiff struct {
	Problem string `json:"problem"`
	NameZH  string `json:"name_zh"`
	NameEN  string `json:"name_en"`
	Before  int    `json:"before"`
	Gained  int    `json:"gained"`
	Lost    int    `json:"lost"`
}

// Field counts how one value of comments changes.
type Field struct {
	Field string `json:"field"` // kind, urgency, township, department, restricted
	From  string `json:"from"`
	To    string `json:"to"`
	N     int    `json:"n"`
}

// Retagged is a comment that changes. It never holds its whole text.
type Retagged struct {
	Place
	Gained []Mark  `json:"gained"`
	Lost   []Mark  `json:"lost"`
	Fields []Field `json:"fields"`
}

// Mark is a tag as it is shown: its evidence is redacted text of at most 60 characters, and empty for a restricted comment.
type Mark struct {
	Problem  string `json:"problem"`
	Rule     string `json:"rule"`
	Evidence string `json:"evidence"`
}

// Compare annotates the comments with the dictionaries of two directories (empty: the embedded ones). The files are read as newDir says.
func Compare(ctx context.Context, oldDir, newDir string, in pipeline.Reading) (*Diff, error) {
	oldDict, before, err := newAnnotator(oldDir)
	if err != nil {
		return nil, fmt.Errorf("the old dictionaries: %w", err)
	}
	newDict, after, err := newAnnotator(newDir)
	if err != nil {
		return nil, fmt.Errorf("the new dictionaries: %w", err)
	}
	d := &differ{
		Diff:   Diff{Old: oldDict.Hash(), New: newDict.Hash(), Redaction: oldDict.RedactHash() != newDict.RedactHash(), Fields: []Field{}, Changes: []Retagged{}},
		counts: map[string]*TagDiff{}, fields: map[Field]int{},
	}
	in.DictDir = newDir
	sources, err := each(ctx, in, func(in []located) []pair {
		out := make([]pair, len(in))
		olds, news := before.AnnotateAll(comments(in)), after.AnnotateAll(comments(in))
		for i := range in {
			out[i] = pair{in[i], olds[i], news[i]}
		}
		return out
	}, d.add)
	if err != nil {
		return nil, err
	}
	for i := range d.Changes {
		d.Changes[i].Place = d.places[i].place(sources)
	}
	d.Unusable = unusable(sources)
	d.total(oldDict, newDict)
	return &d.Diff, nil
}

// pair is a comment as either set of dictionaries sees it.
type pair struct {
	located
	old, new comment.Annotated
}

type differ struct {
	Diff
	places []located // of Changes, without their words
	counts map[string]*TagDiff
	fields map[Field]int
}

func (d *differ) count(problem string) *TagDiff {
	if d.counts[problem] == nil {
		d.counts[problem] = &TagDiff{Problem: problem}
	}
	return d.counts[problem]
}

func (d *differ) add(p pair) error {
	d.Comments++
	hidden := p.old.Restricted || p.new.Restricted
	change := Retagged{Gained: []Mark{}, Lost: []Mark{}, Fields: changedFields(&p.old, &p.new)}
	for _, t := range p.old.Tags {
		d.count(t.Problem).Before++
		now := findTag(p.new.Tags, t.Problem)
		switch {
		case now == nil:
			d.count(t.Problem).Lost++
			change.Lost = append(change.Lost, mark(t, hidden))
		case now.Rule != t.Rule || now.Evidence != t.Evidence:
			d.Moved++
		}
	}
	for _, t := range p.new.Tags {
		if findTag(p.old.Tags, t.Problem) == nil {
			d.count(t.Problem).Gained++
			change.Gained = append(change.Gained, mark(t, hidden))
		}
	}
	if len(change.Gained)+len(change.Lost)+len(change.Fields) == 0 {
		return nil
	}
	for _, f := range change.Fields {
		d.fields[Field{Field: f.Field, From: f.From, To: f.To}]++
	}
	d.Changed++
	d.Changes = append(d.Changes, change)
	d.places = append(d.places, located{comment.Comment{SourceID: p.SourceID, Row: p.Row}, p.part})
	return nil
}

func findTag(tags []comment.Tag, problem string) *comment.Tag {
	for i := range tags {
		if tags[i].Problem == problem {
			return &tags[i]
		}
	}
	return nil
}

func mark(t comment.Tag, hidden bool) Mark {
	m := Mark{Problem: t.Problem, Rule: t.Rule}
	if hidden {
		// The words by which a model decided are the writer's; a rule is the dictionary's.
		if by, _, ok := strings.Cut(t.Rule, ":"); ok && by == "model" {
			m.Rule = by
		}
		return m
	}
	m.Evidence = strings.Join(strings.Fields(t.Evidence), " ")
	return m
}

// changedFields lists what besides the tags is different.
func changedFields(a, b *comment.Annotated) []Field {
	out := []Field{}
	yes := map[bool]string{true: "yes", false: "no"}
	for _, f := range []Field{
		{Field: "kind", From: string(a.Kind), To: string(b.Kind)},
		{Field: "urgency", From: string(a.Urgency), To: string(b.Urgency)},
		{Field: "township", From: a.TownshipCode, To: b.TownshipCode},
		{Field: "department", From: a.DepartmentCode, To: b.DepartmentCode},
		{Field: "restricted", From: yes[a.Restricted], To: yes[b.Restricted]},
	} {
		if f.From != f.To {
			f.N = 1
			out = append(out, f)
		}
	}
	return out
}

// total fills Tags and Fields from the counts.
func (d *differ) total(oldDict, newDict *dict.Dict) {
	d.Tags = []TagDiff{}
	for _, problems := range [][]dict.Problem{newDict.Problems, oldDict.Problems} {
		for _, p := range problems {
			if t := d.counts[p.Code]; t != nil && t.Gained+t.Lost > 0 {
				t.NameZH, t.NameEN = p.NameZH, p.NameEN
				d.Tags = append(d.Tags, *t)
			}
			delete(d.counts, p.Code)
		}
	}
	order := []string{"kind", "urgency", "township", "department", "restricted"}
	for f, n := range d.fields {
		f.N = n
		d.Fields = append(d.Fields, f)
	}
	slices.SortFunc(d.Fields, func(a, b Field) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.Field), slices.Index(order, b.Field)), cmp.Compare(b.N, a.N), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
}

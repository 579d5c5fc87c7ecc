package review

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sifeng/dict"
	"sifeng/pipeline"
	"sifeng/pipeline/comment"
)

// Suggestion is an expression that the lexicon does not have.
type Suggestion struct {
	Text     string
	Problem  string // that it goes with; empty: none, but it is frequent in complaints without a tag
	Facet    string // of the problem, where it has just one
	Weak     bool   // it often stands elsewhere as well: a rule of it should not make a tag by itself
	Comments int    // that hold it where no rule does
	Silent   int    // of these, complaints in which no rule speaks for a problem of the winds
	Tagged   int    // of Comments, complaints tagged with Problem, by a rule or by the model alone, in whose evidence or its sentence it stands
	Score    float64
}

// Suggestions are those of one set of comments.
type Suggestions struct {
	Dict       *dict.Dict
	Read       int // comments, copies left out
	Complaints int
	Silent     int          // complaints in which no rule speaks for a problem of the winds
	List       []Suggestion // for a problem, the strongest first; then those without one
	Unusable   int          // rows
}

// The least score of a suggestion, log-likelihood: for a problem and for complaints without a tag. Both are far beyond the 5 % of a test,
// since many expressions are tried.
const (
	minProblemScore = 12
	minSilentScore  = 20
)

// The shares of an expression's sentences that are evidence of the problem from which it is suggested at all, and as a rule of its own.
const (
	leastShare  = 0.15
	strongShare = 0.6
)

// Suggest finds expressions that the lexicon lacks: at most so many for problems, and as many for none.
func Suggest(ctx context.Context, in pipeline.Reading, most int) (*Suggestions, error) {
	d, annotator, err := newAnnotator(in.DictDir)
	if err != nil {
		return nil, err
	}
	s := &suggester{Suggestions: &Suggestions{Dict: d}, corpus: newCorpus(), seen: map[string]bool{}, weak: map[string]bool{}, problem: map[string]int{}}
	if err := s.prepare(); err != nil {
		return nil, err
	}
	sources, err := each(ctx, in, looking(annotator), s.add)
	if err != nil {
		return nil, err
	}
	s.Unusable = unusable(sources)
	s.rank(most)
	return s.Suggestions, nil
}

// about is what matters of one comment.
type about struct{ complaint, silent, restricted bool }

// sentence is what matters of one sentence.
type sentence struct {
	comment  int32
	problems []int // that it is evidence of
}

type suggester struct {
	*Suggestions
	*corpus
	seen     map[string]bool
	function map[string]bool   // words that an expression does not begin or end with
	codes    []string          // problems of the winds
	problem  map[string]int    // problem → its place in codes
	facet    map[string]string // problem → its only facet
	weak     map[string]bool   // texts that weak rules of the lexicon fit
	about    []about           // by comment
	sentence []sentence        // by sentence of the corpus
}

func (s *suggester) prepare() error {
	rows, err := dict.ReadTSV(s.Dict.FS(), "segment/function_words.tsv", "words")
	if err != nil {
		return fmt.Errorf("read the function words: %w", err)
	}
	s.function = map[string]bool{}
	for _, r := range rows {
		for w := range strings.FieldsSeq(r.Field["words"]) {
			s.function[w] = true
		}
	}
	for _, p := range s.Dict.Problems {
		if p.Axis == comment.AxisWinds {
			s.problem[p.Code] = len(s.codes)
			s.codes = append(s.codes, p.Code)
		}
	}
	s.facet = map[string]string{}
	for _, f := range s.Dict.Facets {
		if _, more := s.facet[f.Problem]; more {
			s.facet[f.Problem] = ""
		} else {
			s.facet[f.Problem] = f.Code
		}
	}
	return nil
}

func (s *suggester) add(c candidate) error {
	key := wordsKey(&c.c)
	if c.c.NoOpinion || s.seen[key] {
		return nil
	}
	s.seen[key] = true
	s.Read++
	a := about{complaint: c.c.Kind == comment.Complaint, restricted: c.c.Restricted}
	a.silent = a.complaint
	for _, t := range c.c.Tags {
		if t.Axis == comment.AxisWinds && strings.HasPrefix(t.Rule, "lexicon:") {
			a.silent = false
		}
	}
	if a.complaint {
		s.Complaints++
	}
	if a.silent {
		s.Silent++
	}
	s.about = append(s.about, a)
	s.words(&c)
	return nil
}

// words numbers the words of a comment's sentences, with breaks where an expression must not go on.
func (s *suggester) words(c *candidate) {
	covered := map[string][]comment.Span{}
	for _, h := range c.look.Hits {
		if h.Weak {
			s.weak[h.Text] = true
		} else {
			covered[h.Span.Field] = append(covered[h.Span.Field], h.Span)
		}
	}
	for _, m := range c.c.Mentions {
		covered[m.Span.Field] = append(covered[m.Span.Field], m.Span)
	}
	var words []int32
	begin, marked := 0, false // marked: inside 〔…〕
	flush := func(field string, end int) {
		if len(words) > 0 {
			s.sentences = append(s.sentences, words)
			s.sentence = append(s.sentence, sentence{int32(len(s.about) - 1), s.evidenceOf(c.c.Tags, comment.Span{Field: field, Start: begin, End: end})})
		}
		words, begin = nil, end
	}
	for _, part := range c.parts() {
		at := 0
		begin = 0
		for _, token := range part.tokens {
			from := at + strings.Index(part.text[at:], token)
			if strings.ContainsRune(part.text[at:from], '\n') || strings.ContainsAny(token, "。！？；!?;…\n") {
				flush(part.field, from)
			}
			if from > at {
				words = append(words, breakWord)
			}
			at = from + len(token)
			marked = marked || strings.Contains(token, "〔")
			if marked || !isHan(token) || overlaps(covered[part.field], from, at) {
				words = append(words, breakWord)
			} else {
				words = append(words, s.word(token))
			}
			marked = marked && !strings.Contains(token, "〕")
		}
		flush(part.field, len(part.text))
	}
}

// evidenceOf gives the problems that a sentence is evidence of.
func (s *suggester) evidenceOf(tags []comment.Tag, at comment.Span) (out []int) {
	for _, t := range tags {
		if p, ok := s.problem[t.Problem]; ok && t.Span.Field == at.Field && t.Span.Start < at.End && t.Span.End > at.Start {
			out = append(out, p)
		}
	}
	return out
}

// part is a field of a comment and its tokens.
type part struct {
	field, text string
	tokens      []string
}

func (c *candidate) parts() [2]part {
	ofTitle, ofText := comment.SplitTokens(c.c.Title, c.c.Tokens)
	return [2]part{{comment.FieldTitle, c.c.Title, ofTitle}, {comment.FieldText, c.c.Text, ofText}}
}

func isHan(s string) bool {
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) {
			return false
		}
	}
	return true
}

func overlaps(spans []comment.Span, from, to int) bool {
	return slices.ContainsFunc(spans, func(s comment.Span) bool { return s.Start < to && s.End > from })
}

// rank scores the expressions and fills List.
func (s *suggester) rank(most int) {
	var forProblem, forNone []Suggestion
	tagged, all := make([]int, len(s.codes)), 0 // sentences of complaints
	for _, x := range s.sentence {
		if s.about[x.comment].complaint {
			all++
			for _, p := range x.problems {
				tagged[p]++
			}
		}
	}
	for _, g := range s.grams(s.frequent) {
		if n := utf8.RuneCountInString(g.text); n < 2 || n > maxRunes || s.edged(&g) || s.weak[g.text] {
			continue
		}
		x := s.count(&g, tagged, all)
		if x.Problem != "" {
			forProblem = append(forProblem, x)
		} else if x.Score >= minSilentScore && x.Silent >= minComments {
			forNone = append(forNone, x)
		}
	}
	s.List = append(best(forProblem, most), best(forNone, most)...)
}

// frequent says whether enough comments hold an expression that are not restricted.
func (s *suggester) frequent(g *gram) bool {
	n, last := 0, int32(-1)
	for _, i := range g.in {
		if c := s.sentence[i].comment; c != last && !s.about[c].restricted {
			if n++; n == minComments {
				return true
			}
			last = c
		}
	}
	return false
}

// count finds what an expression goes with.
func (s *suggester) count(g *gram, tagged []int, all int) Suggestion {
	x := Suggestion{Text: g.text}
	in, last := 0, int32(-1)
	with := make([]int, len(s.codes))
	for _, i := range g.in {
		at := s.sentence[i]
		a := &s.about[at.comment]
		if at.comment != last {
			x.Comments++
			if a.silent {
				x.Silent++
			}
		}
		last = at.comment
		if a.complaint {
			in++
			for _, p := range at.problems {
				with[p]++
			}
		}
	}
	for p, n := range with {
		if share := float64(n) / float64(len(g.in)); n >= minComments && share >= leastShare && x.Silent > 0 {
			if score := association(n, in, tagged[p], all); score >= minProblemScore && score > x.Score {
				x.Score, x.Problem, x.Facet, x.Tagged, x.Weak = score, s.codes[p], s.facet[s.codes[p]], n, share < strongShare
			}
		}
	}
	if x.Problem == "" {
		x.Score = association(x.Silent, x.Comments, s.Silent, s.Read)
	}
	return x
}

// edged says whether an expression begins or ends with a function word.
func (s *suggester) edged(g *gram) bool {
	return s.function[s.text[g.first]] || s.function[s.text[g.last]]
}

// best gives the suggestions with the highest scores. Of two that hold one another, the better one stays.
func best(list []Suggestion, most int) []Suggestion {
	slices.SortFunc(list, func(a, b Suggestion) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(utf8.RuneCountInString(b.Text), utf8.RuneCountInString(a.Text)), cmp.Compare(a.Text, b.Text))
	})
	var out []Suggestion
	for _, x := range list {
		if len(out) == most {
			break
		}
		if !slices.ContainsFunc(out, func(o Suggestion) bool {
			return o.Problem == x.Problem && (strings.Contains(o.Text, x.Text) || strings.Contains(x.Text, o.Text))
		}) {
			out = append(out, x)
		}
	}
	return out
}

// association is the log-likelihood ratio of two by two counts: n things are both, of a that are the one and b that are the other, of all.
// It is 0 where they go together no more often than by chance.
func association(n, a, b, all int) float64 {
	if n*all <= a*b {
		return 0
	}
	sum := 0.0
	for _, c := range [4][3]int{{n, a, b}, {a - n, a, all - b}, {b - n, all - a, b}, {all - a - b + n, all - a, all - b}} {
		if c[0] > 0 {
			sum += float64(c[0]) * math.Log(float64(c[0])*float64(all)/(float64(c[1])*float64(c[2])))
		}
	}
	return 2 * sum
}

// WriteRows writes the suggestions as rows of lexicon/*.tsv, each below a remark with its counts. Those without a problem are remarks
// themselves, until somebody gives them one.
func (s *Suggestions) WriteRows(b *strings.Builder) {
	fmt.Fprintf(b, "# %d 条不同的意见，其中投诉 %d 条，词典没有说法可据的 %d 条。看过再粘贴到 lexicon/ 下的表；weak：只供模型参考，单独不成标签。\n", s.Read, s.Complaints, s.Silent)
	b.WriteString("pattern\tproblem\tfacet\tflags\texample\ttrap\n")
	for _, x := range s.List {
		if x.Problem == "" {
			fmt.Fprintf(b, "# %d 条意见，其中词典没有说法可据的投诉 %d 条；关联 %.1f；填上问题代码、去掉行首的 # 才生效\n", x.Comments, x.Silent, x.Score)
			fmt.Fprintf(b, "#%s\t\t\t\t%s\t\n", x.Text, x.Text)
			continue
		}
		flag := ""
		if x.Weak {
			flag = "weak"
		}
		fmt.Fprintf(b, "# %d 条意见，其中词典没有说法可据的投诉 %d 条，标此问题的投诉 %d 条；关联 %.1f\n", x.Comments, x.Silent, x.Tagged, x.Score)
		fmt.Fprintf(b, "%s\t%s\t%s\t%s\t%s\t\n", x.Text, x.Problem, x.Facet, flag, x.Text)
	}
}

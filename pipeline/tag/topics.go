package tag

import (
	"cmp"
	"slices"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// maxTopics is how many topics a comment can have.
const maxTopics = 3

// topics counts the topic expressions of a comment: those in the title count for more, and a topic needs two mentions in the text,
// or a share of at least a third of the most frequent one.
func (t *Tagger) topics(s *scratch, doc comment.Doc) []comment.Tag {
	type topic struct {
		rule   int32
		at     span
		weight float64
	}
	var found []topic
	index := map[string]int{}
	reach := map[string]int{}
	total := 0.0
	for _, h := range s.hits {
		r := &t.lex.rules[h.rule]
		if r.axis != comment.AxisTopics {
			continue
		}
		if h.start < reach[r.problem] {
			continue // inside a longer expression of the same topic
		}
		reach[r.problem] = h.end
		weight := 1.0 + 0.2*float64(min(4, h.end-h.start-2))
		if h.start < s.title {
			weight *= 3
		}
		if r.weak {
			weight *= 0.3
		}
		total += weight
		i, ok := index[r.problem]
		if !ok {
			i = len(found)
			index[r.problem] = i
			found = append(found, topic{rule: h.rule, at: h.span})
		}
		found[i].weight += weight
	}
	slices.SortStableFunc(found, func(a, b topic) int { return cmp.Compare(b.weight, a.weight) })
	var tags []comment.Tag
	for i, f := range found {
		if i == maxTopics || i > 0 && (f.weight < found[0].weight*0.5 || f.weight < 2) {
			break
		}
		r := &t.lex.rules[f.rule]
		p := dict.Problem{Axis: r.axis, Wind: r.wind, Code: r.problem}
		tags = append(tags, makeTag(s, doc, f.at, p, r.facet, min(0.99, 0.3+0.7*f.weight/total), "lexicon:"+r.pattern))
	}
	return tags
}

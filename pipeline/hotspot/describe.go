package hotspot

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"strings"
	"time"
)

// The parts of the heat index; METHOD.md gives the formula.
const (
	heatPerSubmitter = 15.0 // for each doubling of the distinct submitters
	heatPerComment   = 5.0  // for each doubling of the comments
	heatPerVotes     = 3.0  // for each doubling of the votes
	heatPerSpan      = 1.0  // for each doubling of the days from first to last
	halfLifeDays     = 180  // after so many days without a comment half of what fades has faded
	heatKept         = 0.5  // of the heat never fades
)

// Heat is the index by which matters are ranked, 0 for none and open above. It grows with comments, distinct submitters, votes and days
// from the first to the last comment, each by its logarithm, and falls with the days since the last. Negative values count as 0.
func Heat(comments, submitters int, votes int64, spanDays, quietDays float64) float64 {
	doublings := func(x float64) float64 { return math.Log2(1 + math.Max(x, 0)) }
	weight := heatPerComment*doublings(float64(comments)) + heatPerSubmitter*doublings(float64(submitters)) +
		heatPerVotes*doublings(float64(votes)) + heatPerSpan*doublings(spanDays)
	return weight * (heatKept + (1-heatKept)*math.Exp2(-math.Max(quietDays, 0)/halfLifeDays))
}

// describe makes matters of the groups that are large enough.
func (g *Grouper) describe(ctx context.Context, groups []node, s *space) ([]Matter, error) {
	asOf := g.options.AsOf
	if asOf.IsZero() && len(g.docs) > 0 {
		asOf = g.docs[len(g.docs)-1].time() // they are sorted by time
	}
	groups = slices.DeleteFunc(groups, func(n node) bool { return int(n.docs) < g.options.MinSize })
	matters := make([]Matter, len(groups))
	err := parallel(ctx, len(groups), g.options.Workers, func(scratch *describeScratch, i int) {
		matters[i] = g.matter(scratch, &groups[i], s, asOf)
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(matters, func(a, b Matter) int {
		return cmp.Or(cmp.Compare(b.Heat, a.Heat), cmp.Compare(b.Comments, a.Comments), cmp.Compare(a.ID, b.ID))
	})
	for i := range matters {
		matters[i].Rank = i + 1
	}
	return matters, nil
}

// describeScratch is what a worker that describes matters uses again and again.
type describeScratch struct {
	docs    []int32
	tokens  tokenList
	phrases phraseList
	centre  lookup
}

// matter describes one group.
func (g *Grouper) matter(scratch *describeScratch, group *node, s *space, asOf time.Time) Matter {
	scratch.docs = g.docsOf(scratch.docs[:0], group)
	m := Matter{Comments: len(scratch.docs)}
	sum := sha256.Sum256(append([]byte("matter "), g.ids.text(g.docs[slices.Min(scratch.docs)].id)...)) // of the earliest
	m.ID = hex.EncodeToString(sum[:8])
	submitters, sameTexts, others := map[uint32]struct{}{}, map[uint32]struct{}{}, 0
	townships, departments, problems := map[string]int{}, map[string]int{}, map[string]int{}
	first, last := int64(math.MaxInt64), int64(unknownTime)
	for _, i := range scratch.docs {
		d := &g.docs[i]
		m.Votes += d.votes
		if d.at != unknownTime {
			first, last = min(first, d.at), max(last, d.at)
		}
		switch {
		case d.submitter != 0:
			submitters[d.submitter] = struct{}{}
		case d.dupKey != 0:
			sameTexts[d.dupKey] = struct{}{}
		default:
			others++
		}
		count(townships, g.names.text(d.township))
		count(departments, g.names.text(d.department))
		for _, p := range g.problems(d) {
			count(problems, p)
		}
	}
	if first <= last {
		m.FirstAt, m.LastAt = time.UnixMicro(first).UTC(), time.UnixMicro(last).UTC()
	}
	m.Members = g.members(scratch, group, s)
	docs, unknown := scratch.docs, len(sameTexts)+others
	m.Submitters = len(submitters)
	var span, quiet float64
	if !m.LastAt.IsZero() {
		span, quiet = m.LastAt.Sub(m.FirstAt).Hours()/24, asOf.Sub(m.LastAt).Hours()/24
	}
	m.Heat = Heat(m.Comments, len(submitters)+unknown, m.Votes, span, quiet)
	m.Township = mostCommon(townships, (m.Comments+1)/2)
	m.Department = mostCommon(departments, (m.Comments+1)/2)
	m.Problem = mostCommon(problems, (m.Comments+3)/4)
	if dot := strings.LastIndexByte(m.Problem, '.'); dot >= 0 {
		m.Wind = m.Problem[:dot]
	}
	delete(townships, "")
	m.Keywords = g.keywords(scratch, docs, s)
	m.Title, m.Representatives = g.headline(m.Members, docs, &common{m.Township, m.Department, m.Problem, len(townships)}, m.Keywords)
	return m
}

// members gives the comments of a group, the most similar to its centre first, and puts their places in g.docs into the same order.
func (g *Grouper) members(scratch *describeScratch, group *node, s *space) []Member {
	docs := scratch.docs
	scratch.centre.set(group.sum)
	type placed struct {
		Member
		doc int32
	}
	list := make([]placed, len(docs))
	for i, d := range docs {
		similarity := 0.0
		if v := s.vectors[s.textOf[d]]; len(v) > 0 && group.length > 0 {
			similarity = min(scratch.centre.dot(v)/group.length/v.norm(), 1)
		}
		list[i] = placed{Member{string(g.ids.text(g.docs[d].id)), similarity}, d}
	}
	slices.SortFunc(list, func(a, b placed) int {
		return cmp.Or(cmp.Compare(b.Similarity, a.Similarity), cmp.Compare(a.ID, b.ID))
	})
	members := make([]Member, len(list))
	for i, p := range list {
		members[i], docs[i] = p.Member, p.doc
	}
	return members
}

// count adds one; that a key is there already is found out without making a string of it.
func count(counts map[string]int, key []byte) {
	if n, ok := counts[string(key)]; ok {
		counts[string(key)] = n + 1
		return
	}
	counts[string(key)] = 1
}

// mostCommon gives the key with the highest count, the smallest of equals; empty if that is the empty key or counts less than least.
func mostCommon(counts map[string]int, least int) string {
	best, n := "", 0
	for key, count := range counts {
		if count > n || count == n && key < best {
			best, n = key, count
		}
	}
	if n < least {
		return ""
	}
	return best
}

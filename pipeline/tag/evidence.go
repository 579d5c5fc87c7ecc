package tag

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sifeng/pipeline/comment"
)

// windTags appends the tags of the winds axis for the problems that were chosen, strongest first.
func (t *Tagger) windTags(s *scratch, w *weighing, doc comment.Doc, kind comment.Kind, tags []comment.Tag) []comment.Tag {
	letter := 1 - shortShare(len(s.off))
	for _, c := range w.chosen {
		if kind == comment.Inquiry && w.logits[c.output] < askedInPassing {
			continue
		}
		score := t.model.trusted(c)
		if i := t.bestHit(s, w, c.output); i >= 0 {
			h := s.hits[i]
			r := &t.lex.rules[h.rule]
			tags = append(tags, makeTag(s, doc, s.around(h.span), t.codes[c.output], r.facet, score, r.source))
			continue
		}
		if p := t.codes[c.output]; (p.Wind == "hedonism" || p.Wind == "extravagance") && letter > 0.5 && (c.margin < wordsAlone || t.namedActors(s)[public] == 0) {
			continue
		}
		at, why := t.strongest(s, w, doc, c.output)
		if at.end > at.start && !t.takenBack(s, w, c.output) {
			tags = append(tags, makeTag(s, doc, at, t.codes[c.output], "", score, why))
		}
	}
	return tags
}

// modelSource begins what a tag says of the n-grams that made it.
const modelSource = "model:"

// askedInPassing is the logit below which a question reports nothing: who asks seldom blames.
const askedInPassing = 0.8

// wordsAlone is how far above its threshold a problem of hedonism or extravagance must be to be tagged in a letter without a rule: private
// people feast, travel and gamble too, and labelled letters on officials who do are few.
const wordsAlone = 1.5

// bestHit gives the hit that shows a problem best, or -1: asserted before anything else, strong before weak, then by window.
func (t *Tagger) bestHit(s *scratch, w *weighing, problem int) int {
	best, rank := -1, 0.0
	win := 0
	for i, h := range s.hits {
		for win < len(s.work.windows)-1 && s.work.windows[win].end <= h.start {
			win++
		}
		if p, ok := t.ruleProblem(h.rule); !ok || p != problem || h.stance != asserted {
			continue
		}
		if t.lex.briefs[h.rule].weak {
			continue
		}
		x := 1.0
		if h.actor == private {
			x = 0.5
		}
		if int32(win) == w.verdicts.best[problem] {
			x += 1
		}
		x += 0.02 * float64(min(h.end-h.start, 20))
		if x > rank {
			best, rank = i, x
		}
	}
	return best
}

// takenBack says whether the window that speaks most for a problem names it only to deny, forbid or fear it, or asserts nothing and
// denies, forbids or fears another.
func (t *Tagger) takenBack(s *scratch, w *weighing, problem int) bool {
	if len(s.work.windows) == 0 {
		return false
	}
	win := s.work.windows[w.verdicts.best[problem]]
	own, other, told := false, false, false
	for _, h := range s.hits {
		if h.start >= win.end {
			break
		}
		p, ok := t.ruleProblem(h.rule)
		if !ok || h.start < win.start {
			continue
		}
		switch {
		case h.stance == asserted:
			told = true
		case h.stance == questioned || t.lex.briefs[h.rule].weak:
		case p == problem:
			own = true
		default:
			other = true
		}
	}
	return own || other && !told
}

// around widens a hit to its clauses, as far as the length of evidence allows.
func (s *scratch) around(at span) span {
	start, end := at.start, at.end
	limit := func(i int) bool { k := breakKind(s.char[i]); return k != notBreak }
	for start > 0 && at.end-start < maxEvidence && !limit(start-1) {
		start--
	}
	if start > 0 && !limit(start-1) {
		start = max(at.start-8, 0)
	}
	for end < len(s.char) && end-start < maxEvidence && !limit(end) {
		end++
	}
	if end-start > maxEvidence {
		start = at.start
	}
	if end-start > maxEvidence {
		end = start + maxEvidence
	}
	return span{start, end}
}

// strongest gives the part of the best window of an output that speaks for it most, and the n-grams that do.
func (t *Tagger) strongest(s *scratch, w *weighing, doc comment.Doc, o int) (span, string) {
	if len(s.work.windows) == 0 {
		return span{}, ""
	}
	r := t.model.ready
	win := &s.work.windows[w.verdicts.best[o]]
	parts := w.worth[:0]
	for i := win.run.from + 1; i < win.run.to; i++ {
		first := i
		if s.work.plain[i] == breakForm {
			first--
		}
		end := min(int(s.work.where[i])+1, win.span.end)
		e := &w.grams[i]
		for k, f := range e.feature[:e.n] {
			start := int(s.work.where[first-k])
			if weight := r.rows.weight[r.rows.place(f, o)]; weight != 0 && end > start {
				parts = append(parts, worthy{span{start, end}, int(weight)})
			}
		}
	}
	w.worth = parts
	slices.SortStableFunc(parts, func(a, b worthy) int { return cmp.Compare(b.worth, a.worth) })
	why := w.nameWorthy(s, doc, parts)
	return s.telling(win, parts), why
}

// enoughSaid is the share of what speaks for an output that evidence holds, if it may be so long.
const enoughSaid = 0.6

// telling gives the clause of a window that speaks most, and clauses beside it until they hold enough of what speaks.
func (s *scratch) telling(win *window, parts []worthy) span {
	first := int(s.inClau[win.start])
	var sums [maxEvidence]int // of clauses; a window has no more
	n, best, all := 0, 0, 0
	for ; n < len(sums) && first+n < len(s.clause) && s.clause[first+n].start < win.end; n++ {
		c := s.clause[first+n]
		for _, p := range parts {
			if p.at.start >= c.start && p.at.end <= c.end {
				sums[n] += p.worth
			}
		}
		all += max(0, sums[n])
		if sums[n] > sums[best] {
			best = n
		}
	}
	if n == 0 || sums[best] <= 0 {
		return win.span
	}
	from, to, said := best, best+1, sums[best]
	for float64(said) < enoughSaid*float64(all) {
		before, after := 0, 0
		if from > 0 && s.clause[first+to-1].end-s.clause[first+from-1].start <= maxEvidence {
			before = sums[from-1]
		}
		if to < n && s.clause[first+to].end-s.clause[first+from].start <= maxEvidence {
			after = sums[to]
		}
		if before <= 0 && after <= 0 {
			break
		}
		if before > after {
			from--
		} else {
			to++
		}
		said += max(before, after)
	}
	return span{max(win.start, s.clause[first+from].start), min(win.end, s.clause[first+to-1].end)}
}

// worthy is an n-gram that speaks for an output, or against it if its worth is below 0.
type worthy struct {
	at    span
	worth int
}

// Bounds of what nameWorthy names.
const (
	namedRuns  = 3
	longestRun = 8  // characters
	readWorthy = 16 // n-grams
)

// nameWorthy writes down what speaks most: the first of the n-grams, parts in order, those that share characters joined, nothing twice.
func (w *weighing) nameWorthy(s *scratch, doc comment.Doc, parts []worthy) string {
	var runs [namedRuns]span
	n := 0
	for _, p := range parts[:min(len(parts), readWorthy)] {
		if p.worth <= 0 {
			break
		}
		at := s.trim(p.at)
		if at.end-at.start < 2 {
			continue
		}
		for i := 0; i < n; { // what it shares characters with becomes one with it, or it is left out
			r := runs[i]
			if at.start >= r.end || r.start >= at.end {
				i++
				continue
			}
			both := span{min(r.start, at.start), max(r.end, at.end)}
			if both.end-both.start > longestRun {
				at = span{}
				break
			}
			at, n = both, n-1
			copy(runs[i:n], runs[i+1:n+1])
		}
		if at.end > at.start && n < namedRuns {
			runs[n] = at
			n++
		}
	}
	out := append(w.names[:0], modelSource...)
	for i, r := range runs[:n] {
		words := s.words(doc, r)
		if slices.ContainsFunc(runs[:i], func(other span) bool { return overlap(s.words(doc, other), words) }) {
			continue
		}
		if len(out) > len(modelSource) {
			out = append(out, '+')
		}
		for _, c := range words {
			switch {
			case c == '+': // sets parts apart
				out = utf8.AppendRune(out, '＋')
			case !unicode.IsControl(c):
				out = utf8.AppendRune(out, c)
			}
		}
	}
	w.names = out
	return string(out)
}

// overlap says whether one of two texts holds the other.
func overlap(a, b string) bool { return strings.Contains(a, b) || strings.Contains(b, a) }

// words gives the text of a range of the page, which must not cross the break between title and text.
func (s *scratch) words(doc comment.Doc, at span) string {
	field, start, end := s.place(at)
	if field == comment.FieldTitle {
		return doc.Title[start:end]
	}
	return doc.Text[start:end]
}

// trim takes the marks between clauses from the ends of a range of the page.
func (s *scratch) trim(at span) span {
	for at.start < at.end && breakKind(s.char[at.start]) != notBreak {
		at.start++
	}
	for at.start < at.end && breakKind(s.char[at.end-1]) != notBreak {
		at.end--
	}
	return at
}

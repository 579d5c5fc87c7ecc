package tag

import (
	"errors"
	"fmt"
)

// CheckExamples says which expressions of the lexicon do not stand in their own example, have none, or stand in their trap, unless that tells of
// a private actor, whom rules do not count against anybody; and which words make no aside in their example, or one in their trap. The error names
// file and line of the first of them, and how many there are.
func (t *Tagger) CheckExamples() error {
	var first error
	wrong := 0
	note := func(line, what string) {
		if wrong++; first == nil {
			first = fmt.Errorf("%s: %s", line, what)
		}
	}
	for id := range t.lex.rules {
		r := &t.lex.rules[id]
		switch {
		case r.example == "":
			note(r.line, r.pattern+" has no example")
		case !t.matches(int32(id), r.example, false):
			note(r.line, r.pattern+" does not match its example "+r.example)
		case r.trap != "" && t.matches(int32(id), r.trap, true):
			note(r.line, r.pattern+" matches its trap "+r.trap)
		}
	}
	t.checkAsides(note)
	if wrong > 1 {
		return errors.Join(first, fmt.Errorf("and %d expressions more", wrong-1))
	}
	return first
}

// matches says whether a rule stands in a text and is not denied there; acted asks besides that no private actor does it, and a public one where
// the rule needs him.
func (t *Tagger) matches(id int32, text string, acted bool) bool {
	s := &scratch{}
	s.read("", text)
	t.lex.scan(s)
	t.lex.judge(s, t.index, allHits)
	for _, h := range s.hits {
		if h.rule != id || h.stance == negated || acted && (h.actor == private || h.actor == nobody && t.lex.briefs[id].public) {
			continue
		}
		return true
	}
	return false
}

package tag

import (
	"testing"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

func load(t testing.TB) (*dict.Dict, *Tagger) {
	t.Helper()
	d, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := New(d)
	if err != nil {
		t.Fatal(err)
	}
	return d, tagger
}

// Every rule must match its example. It must not match its trap, or the trap must tell of a private actor, whom rules do not count against anybody.
func TestLexiconExamples(t *testing.T) {
	_, tagger := load(t)
	for id, r := range tagger.lex.rules {
		if r.example == "" {
			t.Errorf("%s: %s has no example", r.line, r.pattern)
			continue
		}
		if !matches(tagger, int32(id), r.example, false) {
			t.Errorf("%s: %s does not match its example %s", r.line, r.pattern, r.example)
		}
		if r.trap != "" && matches(tagger, int32(id), r.trap, true) {
			t.Errorf("%s: %s matches its trap %s", r.line, r.pattern, r.trap)
		}
	}
}

// matches says whether a rule stands in a text and is not denied there; acted asks besides that no private actor does it, and a public one where
// the rule needs him.
func matches(tagger *Tagger, id int32, text string, acted bool) bool {
	s := &scratch{}
	doc := comment.Doc{Text: text}
	s.read(doc.Title, doc.Text)
	tagger.lex.scan(s)
	tagger.lex.judge(s, tagger.index, allHits)
	for _, h := range s.hits {
		if h.rule != id || h.stance == negated || acted && (h.actor == private || h.actor == nobody && tagger.lex.briefs[id].public) {
			continue
		}
		return true
	}
	return false
}

// Package attribute decides which township and which department a comment is about, from the file's fields and from the text.
package attribute

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"sifeng/dict"
	"sifeng/pipeline/automaton"
	"sifeng/pipeline/comment"
)

// How a unit was found and which part it plays. A result and each mention has one of these.
const (
	HowField     = "field"     // from the file's column
	HowBlamed    = "blamed"    // complained of: evidence of a problem, or words of blame, stand with it
	HowStation   = "station"   // a station of a township, such as X镇派出所: tells the township and the department
	HowNamed     = "named"     // named, and nothing shows which part it plays
	HowPraised   = "praised"   // thanked or praised
	HowAsked     = "asked"     // asked to help: 望…, 请…, 建议…
	HowVillage   = "village"   // the township of a village that is named
	HowTold      = "told"      // something was reported to it
	HowOwn       = "own"       // the writer's own: where they live or work
	HowWeak      = "weak"      // a weak cue such as 县城, and nothing else
	HowMentioned = "mentioned" // only named in passing: a place beside it, a ruling of the court; only in mentions
)

// Result is what a comment is about. A code is empty if it cannot be told; how is one of the values above.
type Result struct {
	TownshipCode, TownshipHow     string
	DepartmentCode, DepartmentHow string
	TargetLeadership              bool // the county leadership itself is complained of; it is no department
	Mentions                      []comment.Mention
}

// Attributor holds the compiled register of one county. It is read-only after New and may be shared between goroutines.
type Attributor struct {
	county  dict.County
	rules   *rules
	words   *automaton.Automaton
	entries []word
	level   string  // the last character of the county's name, such as 县
	stem    string  // the county's name without it
	homes   []int16 // department → the township that it belongs to, or -1
	governs []bool  // township → whether it is a place with bodies of its own, such as a county of a city
	scratch sync.Pool
}

type scratch struct {
	hits        []hit
	title, text []event
	candidates  []candidate
	content     bool // no tag tells of a problem of work style
}

// New compiles the county's register and the cues of attribute/.
func New(d *dict.Dict) (*Attributor, error) {
	r, err := loadRules(d.FS())
	if err != nil {
		return nil, fmt.Errorf("load the cues of attribution: %w", err)
	}
	v, err := newVocabulary(d, r)
	if err != nil {
		return nil, err
	}
	words, err := automaton.New(v.texts)
	if err != nil {
		return nil, fmt.Errorf("compile the register of %s: %w", d.County.Name, err)
	}
	a := &Attributor{county: d.County, rules: r, words: words, entries: v.words}
	_, size := utf8.DecodeLastRuneInString(d.County.Name)
	a.stem, a.level = d.County.Name[:len(d.County.Name)-size], d.County.Name[len(d.County.Name)-size:]
	a.homes, a.governs = homesOf(d.County), governing(d.County, a.level)
	a.scratch.New = func() any { return new(scratch) }
	return a, nil
}

// Attribute finds the units that a comment is about. township and department are the file's fields as written, or empty. tags are
// those of the comment: the evidence of a problem shows which unit is complained of.
func (a *Attributor) Attribute(doc comment.Doc, township, department string, tags []comment.Tag) Result {
	s := a.scratch.Get().(*scratch)
	defer a.scratch.Put(s)
	s.hits, s.title = a.find(doc.Title, s.hits, s.title)
	s.hits, s.text = a.find(doc.Text, s.hits, s.text)
	inTitle, inText := anyUnit(s.title), anyUnit(s.text)
	if inTitle {
		a.assignParts(doc.Title, s.title)
	}
	if inText {
		a.assignParts(doc.Text, s.text)
	}
	if inTitle || inText { // most comments name no unit: nobody can be blamed
		a.layAll(doc, s, tags, inTitle, inText)
	}

	s.candidates, s.content = s.candidates[:0], !slices.ContainsFunc(tags, func(t comment.Tag) bool { return t.Axis == comment.AxisWinds })
	a.collect(s, comment.FieldTitle, s.title)
	a.collect(s, comment.FieldText, s.text)
	var r Result
	a.choose(s.candidates, &r)
	for _, events := range [2][]event{s.title, s.text} {
		for i := range events {
			if events[i].is&isLeader != 0 && events[i].part == partBlamed {
				r.TargetLeadership = true
			}
		}
	}
	a.readFields(s, strings.TrimSpace(township), strings.TrimSpace(department), &r)
	return r
}

// layAll lays the blame of every cue and of every tag that tells of a problem of work style.
func (a *Attributor) layAll(doc comment.Doc, s *scratch, tags []comment.Tag, inTitle, inText bool) {
	for _, t := range tags {
		if t.Axis != comment.AxisWinds || t.Span.End <= t.Span.Start {
			continue
		}
		text, events := doc.Text, s.text
		if t.Span.Field == comment.FieldTitle {
			text, events = doc.Title, s.title
		}
		if t.Span.Start < 0 || t.Span.End > len(text) {
			continue
		}
		ev := evidence{start: int32(t.Span.Start), end: int32(t.Span.End), tag: true}
		if !a.lay(text, events, ev) && t.Span.Field == comment.FieldText && !anyBlamable(s.text) {
			a.lay(doc.Title, s.title, evidence{start: int32(len(doc.Title)), end: int32(len(doc.Title)), tag: true})
		}
	}
	for _, f := range []struct {
		text   string
		events []event
		units  bool
	}{{doc.Title, s.title, inTitle}, {doc.Text, s.text, inText}} {
		if !f.units {
			continue
		}
		for i := range f.events {
			if f.events[i].is&isBlame != 0 && !a.denied(f.text, f.events, i) {
				a.lay(f.text, f.events, evidence{start: f.events[i].start, end: f.events[i].end})
			}
		}
	}
}

// denied says whether the words of blame at i are denied, as in 没有乱收费 or 不再门难进脸难看.
func (a *Attributor) denied(text string, events []event, i int) bool {
	const most = 3 // words of blame in a row
	last := i
	for last+1 < len(events) && last < i+most && events[last+1].is&isBlame != 0 && events[last+1].start-events[last].end <= 3 {
		last++
	}
	if a.rules.starts(text[events[last].end:], "denial_after") {
		return true
	}
	for n := 0; n < most; n++ {
		if a.rules.ends(text[:events[i].start], "denial") {
			return true
		}
		if i == 0 || events[i-1].is&isBlame == 0 || events[i-1].end != events[i].start {
			return false
		}
		i--
	}
	return false
}

func anyUnit(events []event) bool {
	for i := range events {
		if events[i].is&isUnit != 0 {
			return true
		}
	}
	return false
}

func anyBlamable(events []event) bool {
	for i := range events {
		if events[i].is&(isUnit|isActor) != 0 && events[i].is&isWeakPlace == 0 {
			return true
		}
	}
	return false
}

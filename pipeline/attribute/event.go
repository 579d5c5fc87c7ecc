package attribute

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// event is an occurrence that counts, in the order of the text: a unit, a cue or the end of a clause.
type event struct {
	start, end int32
	is         flag
	township   int16 // index into the register, or -1
	department int16 // index into the register, or -1
	linked     int16 // for a department: its own township, or -1; for a township: the department that is its station, or -1
	village    bool
	unit       bool // for a place elsewhere: a unit there
	direction  bool // for a township: only where something goes, as in 去颍阳
	sure       bool // for a department: counts even if it plays no part
	beside     bool // only a place is named by it, as in 法院后面
	hall       bool // for a department: 茨沟乡便民服务大厅 is the township's own, not the county's
	loose      bool // for a department: a weak word without company, which counts only if a tag blames it where it stands
	part       part
	blames     int32 // how often it is blamed; a tag counts tagWeight times more
}

// part is the part a unit plays; the greater tells more about what the comment is about.
type part uint8

const (
	partNone part = iota
	partMentioned
	partOwn
	partTold
	partAsked
	partPraised
	partNamed
	partBlamed
)

// find gives what counts in text. The hits and events given are used as scratch space.
func (a *Attributor) find(text string, hits []hit, events []event) ([]hit, []event) {
	hits = scan(a.words, text, hits[:0])
	events = events[:0]
	last, trapped, mention := int32(0), int32(0), int32(0)
	for i, h := range hits {
		w := &a.entries[h.word]
		if w.is&isTrap != 0 && w.is&isUnit == 0 {
			if w.is&isMention != 0 {
				mention = max(mention, h.end)
			} else {
				trapped = max(trapped, h.end)
			}
			continue
		}
		if h.start < last || h.end <= trapped || w.digits && inNumber(text, h) {
			continue
		}
		swallowed, demoted := a.overrun(hits[i+1:], h, w)
		if swallowed {
			continue
		}
		e := event{start: h.start, end: h.end, is: w.is, township: -1, department: -1, linked: -1}
		if demoted || h.end <= mention {
			e.part = partMentioned
		}
		if w.is&(isUnit|isAnyVillage) != 0 && !a.settle(text, &e, w, events) && e.is&isElsewhere == 0 {
			if e.hall {
				last = h.end
			}
			if e.is &^= isUnit | isAnyVillage; e.is == 0 {
				continue
			}
		}
		if e.is&isPraise != 0 && a.rules.ends(text[:h.start], "unpraise") {
			e.is &^= isPraise
		}
		last = h.end
		events = append(events, e)
	}
	return hits, events
}

// overrun looks at the hits that begin inside h and end beyond it. A stronger one drops a weaker h; a trap drops it or lowers it.
func (a *Attributor) overrun(rest []hit, h hit, w *word) (swallowed, demoted bool) {
	trapped, longer := int32(0), int32(-1) // longer: where a department's name begins inside h and ends beyond it
	for _, other := range rest {
		if other.start >= h.end {
			break
		}
		o := &a.entries[other.word]
		switch {
		case o.is&isDepartment == 0:
		case other.end > h.end:
			longer = other.start
		case other.end == h.end && other.start == longer && w.is&isDepartment != 0 && o.department == w.department:
			return true, false // h is 襄城县公安局, and what stands there is a body of its own such as 公安局交警支队
		}
		if o.is&isTrap != 0 && o.is&isMention == 0 {
			trapped = max(trapped, other.end)
		}
		switch {
		case o.is&isTrap != 0 && other.end > h.end && w.is&isUnit != 0 && w.is&isWeakPlace == 0:
			if o.is&isMention == 0 {
				return true, false
			}
			demoted = true
		case other.end > max(h.end, trapped) && o.is&isStrong&^isTrap != 0 && w.is&isStrong == 0:
			return true, false
		}
	}
	return false, demoted
}

// settle decides whether a name means a unit where it stands, and which. It leaves the event unchanged in kind if not, unless the
// unit is one elsewhere, which it then becomes.
func (a *Attributor) settle(text string, e *event, w *word, before []event) bool {
	prefix, rest := text[:e.start], text[e.end:]
	if e.is&isLeader == 0 && a.elsewhere(text, e, before) {
		e.is, e.unit = isElsewhere, true
		return false
	}
	switch {
	case e.is&isLeader != 0:
		return true
	case e.is&(isDepartment|isWeakWord) != 0:
		return a.settleDepartment(prefix, rest, text, e, w, before)
	}
	return a.settleTownship(prefix, rest, text, e, w, before)
}

func (a *Attributor) settleDepartment(prefix, rest, text string, e *event, w *word, before []event) bool {
	if strings.HasSuffix(text[:e.end], "办") && a.rules.starts(rest, "verb_after_ban") {
		return false
	}
	station := stationOf(text, e, before, a.rules)
	if strings.HasPrefix(strings.TrimPrefix(text[e.start:], "人民"), "政府") {
		before := strings.TrimSuffix(prefix, "人民")
		if hasAnySuffix(before, townshipEnds...) || a.endsInGoverning(before) {
			return false // the office of a township's government
		}
	}
	if station >= 0 && slices.Contains(a.rules.words["township_hall"], text[e.start:e.end]) {
		e.hall = true
		return false
	}
	if station >= 0 && a.governs[before[station].township] {
		return false // a body of that place, which the register does not have
	}
	sure := e.is&isDepartment != 0 || w.digits && !a.county.Departments[w.department].Receiver || station >= 0 ||
		strings.HasSuffix(prefix, a.level) || a.rules.starts(rest, "weak_sure")
	e.department = w.department
	e.sure, e.loose = sure, !sure && !a.rules.ends(prefix, "weak_before") && !a.rules.starts(rest, "weak_after")
	if station >= 0 {
		e.linked = before[station].township
		before[station].linked = w.department
	}
	return true
}

// townshipEnds are what stands before the government of a township.
var townshipEnds = []string{"乡", "镇", "街道", "办事处"}

// stationOf gives the index of the township that stands right before e, or -1.
func stationOf(text string, e *event, before []event, r *rules) int {
	if n := len(before); n > 0 {
		if t := &before[n-1]; t.township >= 0 && t.is&isWeakPlace == 0 && r.only(text[t.end:e.start], "station_gap") {
			return n - 1
		}
	}
	return -1
}

func (a *Attributor) settleTownship(prefix, rest, text string, e *event, w *word, before []event) bool {
	village := a.rules.starts(rest, "village_after")
	switch {
	case village && e.is&isVillage != 0:
		e.township, e.village = w.village, true
	case village && e.is&isTownship != 0 && w.short:
		e.township, e.village = w.township, true
	case e.is&isTownship != 0:
		if w.short && a.rules.starts(rest, "not_township") && !a.rules.starts(rest, "road_of") {
			return false
		}
		e.township = w.township
	case e.is&isBare != 0:
		if village || !a.inCompany(prefix, rest, before) {
			return false
		}
		e.township = w.township
	case e.is&isVillage != 0 && (afterTownship(e, before) || a.livedIn(text[:e.end], prefix, rest)):
		e.township, e.village = w.village, true
	case e.is&isWeakPlace != 0:
		if a.rules.ends(prefix, "to") || a.rules.ends(prefix, "company_before") && !strings.HasSuffix(prefix, "是") {
			return false
		}
		e.township = w.township
	default:
		return false
	}
	e.direction = hasAnySuffix(prefix, "去", "到", "往", "至", "从")
	return true
}

func afterTownship(e *event, before []event) bool {
	n := len(before)
	return n > 0 && before[n-1].township >= 0 && before[n-1].end == e.start
}

// livedIn says whether a village is named without 村: 俺是纪拐的, or 骞庄的井 where the name ends as a place does.
func (a *Attributor) livedIn(upTo, prefix, rest string) bool {
	return a.rules.starts(rest, "village_of") && (a.rules.ends(upTo, "village_end") || a.rules.ends(prefix, "home") || a.rules.ends(prefix, "own_before"))
}

// inCompany says whether a bare name stands where only a township would.
func (a *Attributor) inCompany(prefix, rest string, before []event) bool {
	if a.rules.starts(rest, "company") || a.rules.ends(prefix, "company_before") {
		return true
	}
	for skip := 0; skip <= 3; skip += 3 { // a station may follow at once, or after one character such as 的
		if skip > len(rest) {
			break
		}
		if a.stationAt(rest[skip:]) {
			return true
		}
	}
	n := len(before)
	return n > 0 && before[n-1].township >= 0 && strings.HasSuffix(prefix, "、")
}

// stationAt says whether s begins with a department's name.
func (a *Attributor) stationAt(s string) bool {
	const longest = 45 // bytes
	found := false
	a.words.Prefixes(s, func(word, bytes int) bool {
		found = bytes <= longest && a.entries[word].is&isDepartment != 0
		return !found && bytes < longest
	})
	return found
}

// levels are, for the last character of the register's name, those of places above, beside or below it: a department right after
// one is not the register's.
var levels = map[string][]string{"县": {"市", "省"}, "区": {"市", "省"}, "旗": {"市", "省"}, "市": {"县", "省"}}

// notLevels end in such a character and are no such place.
var notLevels = []string{"城市", "超市", "门市", "上市", "股市", "夜市", "集市"}

// elsewhere says whether the unit at e belongs to a place elsewhere that stands right before it.
func (a *Attributor) elsewhere(text string, e *event, before []event) bool {
	prefix := text[:e.start]
	if e.is&(isDepartment|isWeakWord) != 0 {
		for _, level := range levels[a.level] {
			if strings.HasSuffix(prefix, level) && !hasAnySuffix(prefix, notLevels...) {
				return true
			}
		}
	}
	if len(before) == 0 || before[len(before)-1].is&isElsewhere == 0 {
		return false
	}
	gap := text[before[len(before)-1].end:e.start]
	if gap == "的" && before[len(before)-1].unit {
		return true // the 民警 of a 派出所 elsewhere
	}
	return len(gap) <= 12 && !strings.HasSuffix(gap, a.stem) && !strings.ContainsAny(gap, "来去到回找让叫和跟与往给被从在的有是说了、")
}

// inNumber says whether a word of digits is part of a longer number or of an amount.
func inNumber(text string, h hit) bool {
	if h.start > 0 && isDigit(text[h.start-1]) || int(h.end) < len(text) && isDigit(text[h.end]) && isDigit(text[h.end-1]) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(text[h.end:])
	return strings.ContainsRune("元块万斤平亩米户人多个名吨度年月日号千kKvV伏.", r)
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

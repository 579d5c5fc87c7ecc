package attribute

import (
	"cmp"
	"slices"
	"strings"
)

const (
	// near is how many bytes may stand between a cue and the unit it belongs to: two characters, such as 我县.
	near = 6
	// far is how many bytes apart a unit and what is said of it can be: a hundred characters. It also keeps the work linear.
	far = 300
)

// assignParts gives every unit of a field the part it plays in its clause, before blame is laid.
func (a *Attributor) assignParts(text string, events []event) {
	for start := 0; start < len(events); {
		end := start
		for end < len(events) && events[end].is&isClauseEnd == 0 {
			end++
		}
		a.assignClause(text, events[start:end], clauseStart(events, start), onlyPraise(events[min(end+1, len(events)):]))
		start = end + 1
	}
}

// onlyPraise says whether the clause that the events begin with praises and names no one, as 谢谢 after a comma does.
func onlyPraise(events []event) bool {
	praise := false
	for i := range events {
		switch {
		case events[i].is&isClauseEnd != 0:
			return praise
		case events[i].is&(isUnit|isActor|isBlame) != 0:
			return false
		case events[i].is&isPraise != 0:
			praise = true
		}
	}
	return praise
}

func clauseStart(events []event, i int) int32 {
	if i == 0 {
		return 0
	}
	return events[i-1].end
}

// assignClause gives the units of one clause their parts. The clause begins at byte start; thanked says that the next one is thanks.
func (a *Attributor) assignClause(text string, clause []event, start int32, thanked bool) {
	var seen flag // cues anywhere in the clause
	for i := range clause {
		seen |= clause[i].is
	}
	if seen&isUnit == 0 {
		return
	}
	asking := false
	told, to, own, home, polite := int32(-99), int32(-99), int32(-99), int32(-99), int32(-99)
	previous := -1 // the unit before, of this clause
	for i := range clause {
		e := &clause[i]
		if e.is&isAskBefore != 0 && (e.end-e.start > 3 || e.start-start <= 9 || nextUnitWithin(clause[i+1:], e.end)) {
			asking = true
		}
		for _, cue := range []struct {
			is flag
			at *int32
		}{{isTellTo, &told}, {isTo, &to}, {isOwnBefore, &own}, {isHome, &home}, {isPolite, &polite}} {
			if e.is&cue.is != 0 {
				*cue.at = e.end
			}
		}
		if e.is&isUnit == 0 || e.part != partNone || e.loose {
			continue
		}
		rest := text[e.end:]
		switch {
		case a.addressed(e, rest, e.start-polite <= near):
			e.part = partAsked
		case e.township < 0 && a.rules.starts(rest, "place_after"):
			e.part = partMentioned
		case previous >= 0 && clause[previous].part != partNone && joined(text, &clause[previous], e):
			e.part = clause[previous].part
		case asking:
			e.part = partAsked
			if e.township < 0 { // a township's name before the unit asked does not use the request up
				asking = false
			}
		case e.start-told <= near || isDigit(text[e.start]) && e.start-told <= 3*near, e.start-to <= near && cueFollows(clause[i+1:], e.end, isTell):
			e.part = partTold
		case e.township >= 0 && (e.start-own <= near || e.start-home <= near):
			e.part = partOwn
		case e.township < 0 && own >= 0 && cueFollows(clause[i+1:], e.end, isOwnAfter):
			e.part = partOwn
		case seen&isPraise != 0, thanked && seen&isBlame == 0:
			e.part = partPraised
		case e.township < 0 && cueFollows(clause[i+1:], e.end, isAskAfter) && !cueFollows(clause[i+1:], e.end, isBlame):
			e.part = partAsked
		default:
			e.part = partNamed
		}
		previous = i
	}
}

// addressed says whether a comment is written to the unit rather than about it: it opens with it, as a letter does.
func (a *Attributor) addressed(e *event, rest string, polite bool) bool {
	if e.is&isLeader != 0 {
		return polite || a.rules.starts(a.rules.after(rest, "title"), "salutation")
	}
	const opening = 120 // bytes
	return e.department >= 0 && e.start < opening && (polite || a.rules.starts(rest, "title")) &&
		a.rules.starts(a.rules.after(rest, "title"), "salutation")
}

func nextUnitWithin(rest []event, from int32) bool {
	for i := range rest {
		if rest[i].is&isUnit != 0 {
			return rest[i].start-from <= near
		}
	}
	return false
}

// cueFollows says whether a cue follows in the clause before another unit does, one of the same list left aside.
func cueFollows(rest []event, from int32, cue flag) bool {
	for i := range rest {
		if rest[i].start-from > far {
			return false
		}
		if rest[i].is&cue != 0 {
			return true
		}
		if rest[i].is&(isLeader|isActor) != 0 || rest[i].department >= 0 && i > 0 {
			return false
		}
	}
	return false
}

// joined says whether two units stand in a list.
func joined(text string, x, y *event) bool {
	switch text[x.end:y.start] {
	case "、", "和", "与", "及", "以及", "跟", "/", "":
		return x.department >= 0 || y.township >= 0
	}
	return false
}

// evidence is a place that blames: a cue, or the span of a tag.
type evidence struct {
	start, end int32
	tag        bool
}

// Blame reaches back over this many ends of clauses; the end of a sentence counts twice.
const (
	reachOfCue = 2
	reachOfTag = 3
)

// lay marks the units that the evidence blames, and says whether it found any. The unit complained of stands in the clause of the
// evidence or not far before it, unless someone else stands between.
func (a *Attributor) lay(text string, events []event, ev evidence) bool {
	i, _ := slices.BinarySearchFunc(events, ev.start, func(e event, at int32) int { return cmp.Compare(e.start, at) })
	crossed, found := 0, false
	for k := i - 1; k >= 0 && ev.start-events[k].end <= far; k-- {
		e := &events[k]
		switch {
		case e.is&isClauseEnd != 0:
			if crossed == 0 && !found && a.inside(text, events[i:], ev, ev.end) {
				return true // the evidence itself names the unit
			}
			crossed++
			if e.is&isSentenceEnd != 0 {
				crossed++
			}
			if found || ev.tag && crossed > reachOfTag || !ev.tag && crossed > reachOfCue {
				return found
			}
		case e.is&(isActor|isElsewhere) != 0:
			return found || a.inside(text, events[i:], ev, ev.end+far)
		case e.is&isUnit != 0 && blamable(text, e, ev, crossed):
			a.blame(text, events, k, ev.tag)
			if e.department >= 0 || e.is&isLeader != 0 {
				return true
			}
			found = true // a township; the department may stand before it in the clause
		}
	}
	return found || a.inside(text, events[i:], ev, ev.end+far)
}

// inside blames the first unit that stands in the evidence itself, or after it in its clause, before the byte limit.
func (a *Attributor) inside(text string, rest []event, ev evidence, limit int32) bool {
	if !ev.tag {
		return false
	}
	for k := range rest {
		e := &rest[k]
		if e.start >= limit {
			break
		}
		switch {
		case e.is&isClauseEnd != 0 && e.start >= ev.end:
			return false
		case e.is&isUnit != 0 && blamable(text, e, ev, 0):
			a.blame(text, rest, k, true)
			return true
		}
	}
	return false
}

func blamable(text string, e *event, ev evidence, crossed int) bool {
	if e.township >= 0 && (e.is&isWeakPlace != 0 || e.direction && e.linked < 0) {
		return false
	}
	if e.loose {
		return ev.tag && crossed == 0
	}
	if e.department >= 0 && !e.sure && (crossed > 1 || crossed > 0 && !ev.tag) {
		return false
	}
	switch e.part {
	case partMentioned:
		return ev.tag && crossed == 0 && e.is&isLeader == 0 && !strings.HasPrefix(text[e.end:], "门")
	case partOwn:
		return false
	case partAsked:
		return ev.tag && crossed == 0 && e.is&isLeader == 0
	case partTold: // to tell a unit of a wrong is not to blame it, but 没人管 after it is
		if crossed > 0 || ev.tag && e.start >= ev.start {
			return crossed <= 1
		}
		said := text[ev.start:min(int(ev.start)+3, len(text))]
		return said == "没" || said == "无" || said == "不" || said == "推"
	case partPraised:
		return ev.tag || crossed == 0
	}
	return true
}

// longestList is how many units of a list, such as 国土局、派出所和民政局, are blamed together.
const longestList = 6

// blame marks the unit at k and those it is listed with.
func (a *Attributor) blame(text string, events []event, k int, tag bool) {
	for range longestList {
		e := &events[k]
		e.part = partBlamed
		e.blames++
		if tag {
			e.blames += tagWeight
		}
		first := k // of this unit: a station begins with its township
		if e.linked >= 0 && e.department >= 0 && k > 0 && events[k-1].township == e.linked {
			events[k-1].part = partBlamed
			events[k-1].blames++
			first = k - 1
		}
		before := first - 1
		for before >= 0 && events[before].is&(isUnit|isClauseEnd|isActor) == 0 && events[first].start-events[before].end <= near {
			before-- // 和 is a cue too
		}
		if before < 0 || events[before].is&isUnit == 0 || !joined(text, &events[before], e) && !joined(text, &events[before], &events[first]) {
			return
		}
		k = before
	}
}

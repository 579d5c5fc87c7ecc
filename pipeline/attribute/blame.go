package attribute

import (
	"cmp"
	"slices"
	"strings"
)

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
		case e.is&isActor != 0 && k > 0 && a.rulesIt(text, &events[k-1], e):
			if a.blamable(text, &events[k-1], ev, crossed) {
				a.blame(text, events, k-1, ev.tag)
				return true
			}
			return found
		case e.is&(isActor|isElsewhere) != 0:
			return found || a.inside(text, events[i:], ev, ev.end+far)
		case e.is&isUnit != 0 && a.blamable(text, e, ev, crossed):
			a.blame(text, events, k, ev.tag)
			if e.department >= 0 || e.is&isLeader != 0 {
				return true
			}
			found = true // a township; the department may stand before it in the clause
		}
	}
	return found || a.inside(text, events[i:], ev, ev.end+far) || !ev.tag && a.above(text, events, i)
}

// above blames the unit that is given as the one that the clause of the cue at i applies to above all: 衙门作风严重，尤其是房管局.
func (a *Attributor) above(text string, events []event, i int) bool {
	const most = 6 // more events of the clause
	for end := i + most; i < min(end, len(events)) && events[i].is&isClauseEnd == 0; {
		i++
	}
	if i+1 >= len(events) || events[i+1].is&isUnit == 0 || events[i+1].loose || events[i].is&(isClauseEnd|isSentenceEnd) != isClauseEnd ||
		!slices.Contains(a.rules.words["above_all"], text[events[i].end:events[i+1].start]) {
		return false
	}
	a.blame(text, events, i+1, false)
	return true
}

// inside blames the first unit that stands in the evidence itself, or after it in its clause, before the byte limit; and if that is a
// township, the department that its clause names.
func (a *Attributor) inside(text string, rest []event, ev evidence, limit int32) bool {
	if !ev.tag {
		return false
	}
	found := false
	for k := range rest {
		e := &rest[k]
		if e.start >= limit {
			break
		}
		switch {
		case e.is&isClauseEnd != 0 && (found || e.start >= ev.end), found && e.is&(isActor|isElsewhere) != 0:
			return found
		case e.is&isUnit != 0 && (!found || e.department >= 0 && e.sure) && a.blamable(text, e, ev, 0):
			a.blame(text, rest, k, true)
			if e.department >= 0 || e.is&isLeader != 0 {
				return true
			}
			found = true
		}
	}
	return found
}

func (a *Attributor) blamable(text string, e *event, ev evidence, crossed int) bool {
	if e.township >= 0 && (e.is&isWeakPlace != 0 || e.direction && e.linked < 0) {
		return false
	}
	if e.loose {
		return ev.tag && crossed == 0 && !e.beside
	}
	if e.department >= 0 && !e.sure && (crossed > 1 || crossed > 0 && !ev.tag) {
		return false
	}
	switch e.part {
	case partMentioned:
		return ev.tag && crossed == 0 && e.is&isLeader == 0 && !e.beside
	case partOwn:
		return false
	case partAsked: // 请纪委查一查乱收费的人 does not blame it, 希望民政局不要推诿 does
		return ev.tag && crossed == 0 && e.is&isLeader == 0 && !a.toHandle(text, e)
	case partTold: // to tell a unit of a wrong is not to blame it, but 没人管 after it is
		receiver := e.department >= 0 && a.county.Departments[e.department].Receiver
		if ev.tag && e.start >= ev.start {
			end := int(max(e.end, ev.end))
			if !receiver { // what came of it may be told in the clause after
				end = min(end+6*near, len(text))
			}
			return a.rules.within(text[e.end:end], "told_in_vain")
		}
		if crossed > 0 {
			return crossed <= 1 || ev.tag && crossed <= 2 && !receiver
		}
		said := text[ev.start:min(int(ev.start)+3, len(text))]
		return said == "没" || said == "无" || said == "不" || said == "推"
	case partPraised:
		return ev.tag || crossed == 0
	}
	return true
}

// toHandle says whether the unit is asked to look into what others did: such a verb follows it in its clause.
func (a *Attributor) toHandle(text string, e *event) bool {
	const longest = 60 // bytes
	rest := text[e.end:min(int(e.end)+longest, len(text))]
	if end := strings.IndexAny(rest, "，。；！？,;!?\n"); end >= 0 {
		rest = rest[:end]
	}
	return a.rules.within(rest, "handle")
}

// longestList is how many units of a list, such as 国土局、派出所和民政局, are blamed together.
const longestList = 6

// blame marks the unit at k and those it is listed with.
func (a *Attributor) blame(text string, events []event, k int, tag bool) {
	last := k
	for range longestList {
		next := last + 1
		for next < len(events) && events[next].is&(isUnit|isClauseEnd|isActor) == 0 && events[next].start-events[last].end <= near {
			next++ // 和 is a cue too
		}
		if next >= len(events) || events[next].loose || (events[next].department >= 0) != (events[k].department >= 0) ||
			!joined(text, &events[last], &events[next]) {
			break
		}
		if events[next].department != events[last].department || events[next].township != events[last].township {
			events[next].mark(tag)
		}
		last = next
	}
	for range longestList {
		e := &events[k]
		e.mark(tag)
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

// mark lays blame on the unit.
func (e *event) mark(tag bool) {
	e.part = partBlamed
	e.blames++
	if tag {
		e.blames += tagWeight
	}
}

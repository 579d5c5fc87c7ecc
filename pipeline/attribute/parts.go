package attribute

import (
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
		a.assignClause(text, events[start:end], clauseStart(events, start), events[min(end+1, len(events)):])
		start = end + 1
	}
}

// onlyPraise says whether the rest of the sentence, a clause or two, praises and names no one. Bare thanks, 谢谢 after a comma, must
// come at once and end no question.
func (a *Attributor) onlyPraise(text string, events []event) bool {
	praise, thanks := false, false
	clauses := 0
	for i := range events {
		e := &events[i]
		switch {
		case e.is&isClauseEnd != 0:
			clauses++
			if praise || clauses == 2 || e.is&isSentenceEnd != 0 {
				return praise || thanks && !a.rules.within(text, "question")
			}
		case e.is&(isUnit|isActor|isBlame) != 0:
			return false
		case e.is&isPraise == 0:
		case !slices.Contains(a.rules.words["thanks"], text[e.start:e.end]) || a.rules.starts(text[e.end:], "thanked"):
			praise = true
		case clauses == 0:
			thanks = true
		}
	}
	return praise || thanks && !a.rules.within(text, "question")
}

func clauseStart(events []event, i int) int32 {
	if i == 0 {
		return 0
	}
	return events[i-1].end
}

// assignClause gives the units of one clause their parts. The clause begins at byte start; next holds the events of the clauses after it.
func (a *Attributor) assignClause(text string, clause []event, start int32, next []event) {
	var seen flag // cues anywhere in the clause
	for i := range clause {
		seen |= clause[i].is
	}
	if seen&isUnit == 0 {
		return
	}
	asking := false
	told, to, own, home, polite, urged := int32(-99), int32(-99), int32(-99), int32(-99), int32(-99), int32(-99)
	previous := -1 // the unit before, of this clause
	for i := range clause {
		e := &clause[i]
		if e.is&isAskBefore != 0 && (e.end-e.start > 3 || e.start-start <= 9 || nextUnitWithin(clause[i+1:], e.end)) &&
			!strings.HasSuffix(text[:e.start], "的") { // 提了三年的建议 is no request
			if asking = !a.rules.ends(text[:e.start], "again"); !asking {
				told = e.end // 多次请求派出所处理: it has been told
			}
		}
		for _, cue := range []struct {
			is flag
			at *int32
		}{{isTellTo, &told}, {isTo, &to}, {isOwnBefore, &own}, {isHome, &home}, {isPolite, &polite}, {isUrge, &urged}} {
			if e.is&cue.is != 0 {
				*cue.at = e.end
			}
		}
		if e.is&isUnit == 0 || e.part != partNone {
			continue
		}
		beside := e.township < 0 && a.landmark(text, e)
		if e.loose {
			e.beside = beside
			continue
		}
		rest := text[e.end:]
		switch {
		case a.addressed(e, rest, e.start-polite <= near):
			e.part = partAsked
		case beside:
			e.part, e.beside = partMentioned, true
		case previous >= 0 && clause[previous].part != partNone && joined(text, &clause[previous], e):
			e.part = clause[previous].part
		case previous >= 0 && clause[previous].part == partTold && listed(text, &clause[previous], e):
			e.part = partTold
		case asking && e.township < 0 && e.sure && e.start-urged <= near:
			e.part, asking = partNamed, false // 请信访局督促住建局: the one to be urged has not done its work
		case asking && e.township >= 0: // its name before the unit asked does not use the request up
			e.part = partNamed
			if a.askable(text, clause[i:]) {
				e.part = partAsked
			}
		case asking:
			e.part, asking = partAsked, false
		case a.close(text, told, e.start) || isDigit(text[e.start]) && e.start-told <= 3*near, a.close(text, to, e.start) && cueFollows(clause[i+1:], e.end, isTell):
			e.part = partTold
		case e.township >= 0 && (e.start-own <= near || e.start-home <= near || a.speaks(e, rest)),
			e.department >= 0 && i == 0 && start == 0 && strings.HasPrefix(rest, "反映") && strings.TrimSuffix(text[:e.start], a.level) == "" && a.speaks(e, rest):
			e.part = partOwn
		case e.township < 0 && own >= 0 && (cueFollows(clause[i+1:], e.end, isOwnAfter) || e.start-own <= near && a.worksAt(rest)):
			e.part = partOwn
		case seen&isPraise != 0, seen&isBlame == 0 && e.township < 0 && a.onlyPraise(text, next):
			e.part = partPraised
		case e.township < 0 && cueFollows(clause[i+1:], e.end, isAskAfter) && !cueFollows(clause[i+1:], e.end, isBlame):
			e.part = partAsked
		default:
			e.part = partNamed
		}
		previous = i
	}
}

// close says whether a cue that ends at one byte belongs to the unit that begins at another: little more than the county's name is between.
func (a *Attributor) close(text string, from, to int32) bool {
	gap := to - from
	return gap <= near || from >= 0 && gap <= near+int32(len(a.county.Name)) && strings.HasPrefix(text[from:], a.county.Name)
}

// askable says whether the township that the events begin with is asked to do something itself. Where a road or a bus goes, or
// what lies there, is only a place: 建议公交车延长到范湖乡, 希望颍阳能通天然气.
func (a *Attributor) askable(text string, clause []event) bool {
	e := &clause[0]
	if e.village || e.direction || e.is&isWeakPlace != 0 || a.rules.ends(text[:e.start], "to") || a.rules.ends(text[:e.start], "in") {
		return false
	}
	if len(clause) > 1 && a.rulesIt(text, e, &clause[1]) || a.rules.starts(text[e.end:], "its_officials") {
		return true
	}
	return hasAnySuffix(text[:e.end], townshipEnds...) && cueFollows(clause[1:], e.end, isAskAfter) || e.linked >= 0
}

// rulesIt says whether the actor is of the township that stands right before it, such as the 政府 of 麦岭镇政府.
func (a *Attributor) rulesIt(text string, township, actor *event) bool {
	if township.township < 0 || township.is&isWeakPlace != 0 || actor.is&isActor == 0 {
		return false
	}
	gap := text[township.end:actor.start]
	return (gap == "" || gap == "的") && slices.Contains(a.rules.words["of_township"], text[actor.start:actor.end])
}

// worksAt says whether rest tells that the writer works where it begins: 上班 at the end of a clause, not 上班时间.
func (a *Attributor) worksAt(rest string) bool {
	after := a.rules.after(rest, "at_work")
	return len(after) < len(rest) && (after == "" || a.rules.starts(after, "at_work_end"))
}

// speaks says whether a township is the one that submits the comment, as in 丁营乡反映：…
func (a *Attributor) speaks(e *event, rest string) bool {
	if e.direction || e.village || e.linked >= 0 {
		return false
	}
	said := a.rules.after(rest, "speaks")
	return len(said) < len(rest) && !a.rules.starts(said, "not_speaking")
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

// listed says whether two departments stand in a list, be it with names between that the register does not have.
func listed(text string, x, y *event) bool {
	const longest = 60 // bytes
	gap := text[x.end:y.start]
	return x.department >= 0 && y.department >= 0 && len(gap) <= longest && strings.HasPrefix(gap, "、") && hasAnySuffix(gap, "、", "和", "以及")
}

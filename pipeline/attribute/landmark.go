package attribute

import "strings"

// landmark says whether a department's name only tells where something is: 法院对面的工地, 从国土局到水利局那段路. Who stands at its door for it,
// and who waits there in vain, tell of the department all the same.
func (a *Attributor) landmark(text string, e *event) bool {
	prefix, rest := text[:e.start], clauseOf(text[e.end:])
	if a.rules.starts(rest, "place_after") {
		return !a.rules.starts(rest, "later") && !a.atDoor(rest)
	}
	if a.rules.ends(prefix, "place_before") || a.rules.ends(prefix, "away_before") && a.rules.starts(rest, "away_after") {
		return true
	}
	if a.rules.within(rest, "stretch_else") {
		return false
	}
	to := a.rules.after(rest, "stretch_to")
	return len(to) < len(rest) && a.rules.within(to, "stretch") || a.rules.ends(prefix, "stretch_to") && a.rules.starts(rest, "stretch")
}

// atDoor says whether what begins with the place before a department tells of the department: 门口的保安骂人, 门口排了一天没人理.
func (a *Attributor) atDoor(rest string) bool {
	behind := a.rules.after(rest, "door")
	if len(behind) == len(rest) {
		return false
	}
	who := behind
	for range 2 {
		who = a.rules.after(who, "door_gap")
	}
	return a.rules.starts(who, "door_staff") || a.rules.within(behind, "door_wait") && !a.rules.within(behind, "door_else")
}

// clauseOf gives what stands before the end of the clause that a text begins with, 99 bytes at most: what is looked for are whole words, so a character cut there does no harm.
func clauseOf(text string) string {
	const longest = 99
	text = text[:min(len(text), longest)]
	if end := strings.IndexAny(text, "，。；：！？,;:!?\n"); end >= 0 {
		return text[:end]
	}
	return text
}

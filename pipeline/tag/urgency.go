package tag

import "sifeng/pipeline/comment"

// urgencyOf takes the highest level whose words stand in the comment.
func (t *Tagger) urgencyOf(s *scratch) comment.Urgency {
	level := comment.U0
	for _, c := range s.cues {
		if u := t.urgency[c.class]; u > level {
			level = u
		}
	}
	return level
}

// urgencyClasses gives the level of each cue class; empty for those that say nothing about urgency.
func (l *lexicon) urgencyClasses() []comment.Urgency {
	out := make([]comment.Urgency, len(l.classes))
	for name, level := range map[string]comment.Urgency{"urgency_u1": comment.U1, "urgency_u2": comment.U2, "urgency_u3": comment.U3} {
		if i, ok := l.class[name]; ok {
			out[i] = level
		}
	}
	return out
}

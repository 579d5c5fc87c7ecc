package tag

import "sifeng/dict"
import "sifeng/pipeline/comment"

// urgencyRules are the cue classes that raise the urgency.
type urgencyRules struct{ u1, u2, u3, petition int32 }

func loadUrgency(*dict.Dict) (*urgencyRules, error) { return &urgencyRules{}, nil }

// urgencyOf takes the highest level whose words stand in the comment.
func (t *Tagger) urgencyOf(s *scratch) comment.Urgency {
	level := comment.U0
	for _, c := range s.cues {
		switch t.lex.classes[c.class] {
		case "urgency_u3":
			return comment.U3
		case "urgency_u2":
			level = comment.U2
		case "urgency_u1":
			if level == comment.U0 {
				level = comment.U1
			}
		}
	}
	return level
}

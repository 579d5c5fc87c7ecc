package tag

import (
	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// maxTopics is how many topics a comment can have: one that it is about and two beside it.
const maxTopics = 3

// How much an expression says about the topic of a comment, against one of two characters somewhere in the text.
const (
	titleWeight = 3.5 // writers put the matter in the title
	leadWeight  = 1.6 // and else begin with it
	weakWeight  = 0.3 // of a word that other matters are told with too
	againWeight = 0.5 // of every time an expression is used again
	mostAgain   = 64  // times that are counted so: after them an expression adds nothing
	lengthGain  = 0.2 // for each character more: long expressions are seldom there by chance
	mostGain    = 4   // characters that are counted so
	leadLength  = 80  // characters of the text that are its beginning
	leastWeight = 0.7 // that the first topic needs: one word that other matters are told with too is none
	sideShare   = 0.3 // of the weight of the first topic that another needs
	loneShare   = 0.5 // the same of one that a single expression tells of
	sideWeight  = 1.5 // that another needs at least
)

// topic is what speaks for one topic in a comment.
type topic struct {
	rule    int32 // of the first expression, or of the first that is not weak
	at      span  // of that one: the evidence
	end     int   // of the last expression
	weight  float64
	firm    bool // an expression that is not weak tells of it
	several bool // another one that is not weak does too
}

// needs is how much weight a topic must have beside the first one.
func (f *topic) needs(first float64) float64 {
	share := loneShare
	if f.several {
		share = sideShare
	}
	return max(sideWeight, share*first)
}

// told is how often an expression was used in the text.
type told struct {
	rule  int32
	times int // in the text
	end   int // of the last time
}

// topics weighs the topic expressions of a comment and appends tags for the topics with the most weight. An expression inside a longer one does
// not count, whatever topic that is of (卫生 in 卫生院), nor does one that overlaps the last of its own topic, or another match of itself.
func (t *Tagger) topics(s *scratch, doc comment.Doc, tags []comment.Tag) []comment.Tag {
	var topicRoom [16]topic
	var toldRoom [64]told
	found, said := topicRoom[:0], toldRoom[:0]
	longest := span{-1, -1}
	total := 0.0
	for _, h := range s.hits {
		r := &t.lex.briefs[h.rule]
		if r.output >= 0 || h.end <= longest.end && h.span != longest {
			continue
		}
		if r.whole {
			longest = h.span
		}
		k := 0
		for k < len(found) && t.lex.briefs[found[k].rule].topic != r.topic {
			k++
		}
		if k == len(found) {
			found = append(found, topic{rule: h.rule, at: h.span})
		}
		if h.start < found[k].end {
			continue
		}
		i := 0
		for i < len(said) && said[i].rule != h.rule {
			i++
		}
		if i == len(said) {
			said = append(said, told{rule: h.rule})
		}
		if h.start < said[i].end {
			continue
		}
		said[i].end = h.end
		weight := 1.0
		if r.whole {
			found[k].end = h.end
			weight += lengthGain * float64(min(mostGain, h.end-h.start-2))
		}
		if r.weak {
			weight *= weakWeight
		} else if f := &found[k]; !f.firm {
			f.firm, f.rule, f.at = true, h.rule, h.span
		} else if f.rule != h.rule {
			f.several = true
		}
		switch {
		case h.start < s.title:
			weight *= titleWeight
		case h.start < s.title+leadLength:
			weight *= leadWeight
			fallthrough
		default:
			for range min(said[i].times, mostAgain) {
				weight *= againWeight
			}
			said[i].times++
		}
		found[k].weight += weight
		total += weight
	}
	heaviestFirst(found)
	if len(found) == 0 || found[0].weight < leastWeight {
		return tags
	}
	kept := 0
	for i := range found {
		f := &found[i]
		if kept == maxTopics {
			break
		}
		if i > 0 && f.weight < f.needs(found[0].weight) {
			continue
		}
		kept++
		r := &t.lex.rules[f.rule]
		p := dict.Problem{Axis: r.axis, Wind: r.wind, Code: r.problem}
		tags = append(tags, makeTag(s, doc, f.at, p, r.facet, min(0.99, 0.3+0.7*f.weight/total), r.source))
	}
	return tags
}

// heaviestFirst sorts by weight; of equals the first named comes first.
func heaviestFirst(topics []topic) {
	for i := 1; i < len(topics); i++ {
		for k := i; k > 0 && topics[k].weight > topics[k-1].weight; k-- {
			topics[k], topics[k-1] = topics[k-1], topics[k]
		}
	}
}

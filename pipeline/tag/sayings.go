package tag

import (
	"hash/fnv"
	"strings"

	"sifeng/pipeline/comment"
)

// sayings numbers all that rules and cues can say of a window, from 1.
type sayings struct {
	rules      []ruleSayings
	about, far int32  // actors named in the title; the last actor before the window
	sense      int32  // by class
	pairs      int32  // of senses: of the first, then of the second
	cues       int32  // pairs of cues; a cue with itself is that cue alone
	known      uint64 // bits of the classes of cues that are numbered
	length     int32  // of the whole comment
	classes    int32
	keys       []uint64 // saying → key
}

// ruleSayings are the first numbers of what a hit of a rule says; zero for a topic's rule.
type ruleSayings struct{ problem, facet, pattern int32 }

// lengths is how many lengths of a comment are told apart.
const lengths = 9

// abouts is how many answers there are to which actors a title names.
const abouts = 4

// cue gives the number of two cues; j is at most i.
func (n *sayings) cue(i, j int) int32 { return n.cues + int32(i*(i+1)/2+j) }

// pair gives the number of two senses that follow one another.
func (n *sayings) pair(a, b int32) int32 { return n.pairs + a*n.classes + b }

// newSayings numbers what the rules and cues of a lexicon can say.
func newSayings(l *lexicon) *sayings {
	n := &sayings{keys: make([]uint64, 1), classes: int32(len(l.classes))}
	block := func(count int, key func(i int) uint64) int32 {
		first := int32(len(n.keys))
		for i := range count {
			n.keys = append(n.keys, scramble(key(i)))
		}
		return first
	}
	blocks := map[uint64]int32{} // key → first number
	named := func(count int, key uint64, from uint64) int32 {
		first, ok := blocks[key]
		if !ok {
			first = block(count, func(i int) uint64 { return key + from + uint64(i) })
			blocks[key] = first
		}
		return first
	}
	for i := range l.rules {
		r := &l.rules[i]
		var s ruleSayings
		if r.axis == comment.AxisWinds {
			strength := "strong "
			if r.weak {
				strength = "weak "
			}
			s.problem = named(int(stances)*int(actors), nameKey(saltRule, strength+r.problem), 1)
			s.facet = named(int(stances), nameKey(saltRule, strength+"facet "+r.facet+r.problem), 0)
			s.pattern = named(2, nameKey(saltRule, "pattern "+r.pattern+r.problem), 0)
		}
		n.rules = append(n.rules, s)
	}
	n.about = block(abouts, func(i int) uint64 { return saltActor + uint64(i) })
	n.far = block(int(actors), func(i int) uint64 { return saltActor + 16 + uint64(i) })
	n.length = block(lengths, func(i int) uint64 { return saltWhole + uint64(i) })
	n.sense = int32(len(n.keys))
	for _, class := range l.classes {
		n.keys = append(n.keys, nameKey(saltSense, class))
	}
	senses := n.keys[n.sense:]
	n.pairs = block(len(senses)*len(senses), func(i int) uint64 { return senses[i/len(senses)]*3 + senses[i%len(senses)] })
	n.cues = int32(len(n.keys))
	for i, class := range l.classes {
		if i >= 64 || strings.HasPrefix(class, sensePrefix) {
			break
		}
		n.known |= 1 << i
		for _, with := range l.classes[:i] {
			n.keys = append(n.keys, nameKey(saltCue, class+"+"+with))
		}
		n.keys = append(n.keys, nameKey(saltCue, class))
	}
	return n
}

// The kinds of features; each has its own space of keys.
const (
	saltGram  uint64 = 0
	saltTitle uint64 = 0x5bf0_3635_1d1c_9e1b
	saltRule  uint64 = 0x94d0_49bb_1331_11eb
	saltCue   uint64 = 0xd6e8_feb8_6659_fd93
	saltSense uint64 = 0x2545_f491_4f6c_dd1d
	saltActor uint64 = 0x3c79_ac49_2ba7_b653
	saltWhole uint64 = 0xa076_1d64_78bd_642f
)

func nameKey(salt uint64, name string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(name))
	return scramble(h.Sum64() ^ salt)
}

// scramble spreads the bits of a key over all 64.
func scramble(k uint64) uint64 {
	k ^= k >> 30
	k *= 0xbf58476d1ce4e5b9
	k ^= k >> 27
	k *= 0x94d049bb133111eb
	return k ^ k>>31
}

// unscramble undoes scramble.
func unscramble(k uint64) uint64 {
	k ^= k>>31 ^ k>>62
	k *= 0x319642b2d24d8ec3
	k ^= k>>27 ^ k>>54
	k *= 0x96de1b173f119089
	return k ^ k>>30 ^ k>>60
}

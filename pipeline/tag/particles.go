package tag

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"sifeng/dict"
)

const particlesFile = "cues/single/particles.tsv"

// particles are single characters that are looked at beside cues and expressions.
type particles struct {
	negative string // an expression that begins with one says its thing in the negative itself
	within   string // a pattern that holds one is not turned round by a negative in its gaps
	carried  string // after a bare 不, carries the denial on to the next word
	turning  string // begins something new that a denial before does not reach
	wanted   string // before a word of improvement: it is missing, or only wished for
	quoted   string // right behind a why: it asks of what others say, or of a rule
}

func loadParticles(d *dict.Dict) (p particles, err error) {
	rows, err := dict.ReadTSV(d.FS(), particlesFile, "class", "words")
	if err != nil {
		return p, err
	}
	classes := []struct {
		name string
		into *string
	}{{"negative", &p.negative}, {"within", &p.within}, {"carried", &p.carried}, {"turning", &p.turning}, {"wanted", &p.wanted}, {"quoted", &p.quoted}}
	for _, r := range rows {
		known := false
		for _, class := range classes {
			if class.name != r.Field["class"] {
				continue
			}
			known = true
			for w := range strings.FieldsSeq(r.Field["words"]) {
				if utf8.RuneCountInString(w) != 1 || !utf8.ValidString(w) {
					return p, r.Errorf("%q is not one character", w)
				}
				*class.into += foldString(w)
			}
		}
		if !known {
			return p, r.Errorf("no class %q of particles", r.Field["class"])
		}
	}
	for _, class := range classes {
		if *class.into == "" {
			return p, fmt.Errorf("%s: no characters of class %s", particlesFile, class.name)
		}
	}
	return p, nil
}

package tag

import (
	"strings"
	"testing"
)

func TestParticlesAreOneCharacterOfEveryClass(t *testing.T) {
	whole := "class\twords\nnegative\t没\nwithin\t没\ncarried\t会\nturning\t还\nwanted\t望\nquoted\t说\n"
	for name, c := range map[string]struct{ change, to, want string }{
		"as they should be": {"", "", ""},
		"a word":            {"还", "还是", `particles.tsv:5: "还是" is not one character`},
		"an unknown class":  {"carried", "carry", `particles.tsv:4: no class "carry" of particles`},
		"a class missing":   {"wanted\t望\n", "", "no characters of class wanted"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := newWith(t, particlesFile, strings.Replace(whole, c.change, c.to, 1))
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("got the error %v, want %q", err, c.want)
			}
		})
	}
}

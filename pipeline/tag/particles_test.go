package tag

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sifeng/dict"
)

func TestParticlesAreOneCharacterOfEveryClass(t *testing.T) {
	whole := "class\twords\nnegative\t没\nwithin\t没\ncarried\t会\nturning\t还\nwanted\t望\n"
	for name, c := range map[string]struct{ change, to, want string }{
		"as they should be": {"", "", ""},
		"a word":            {"还", "还是", `particles.tsv:5: "还是" is not one character`},
		"an unknown class":  {"carried", "carry", `particles.tsv:4: no class "carry" of particles`},
		"a class missing":   {"wanted\t望\n", "", "no characters of class wanted"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			file := filepath.Join(dir, particlesFile)
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(strings.Replace(whole, c.change, c.to, 1)), 0o644); err != nil {
				t.Fatal(err)
			}
			d, err := dict.Load(dir)
			if err != nil {
				t.Fatal(err)
			}
			_, err = New(d)
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("got the error %v, want %q", err, c.want)
			}
		})
	}
}

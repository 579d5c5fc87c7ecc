package pipeline_test

import (
	"os/exec"
	"strings"
	"testing"
)

// layer gives each of the project's packages its place: a package may import only packages of a lower layer, so stages, which
// share one, never import one another.
var layer = map[string]int{
	"sifeng/pipeline/comment":   0,
	"sifeng/pipeline/automaton": 0,
	"sifeng/pipeline/staged":    0,
	"sifeng/dict":               1,
	"sifeng/queries":            1,
	"sifeng/pipeline/ingest":    2,
	"sifeng/pipeline/clean":     2,
	"sifeng/pipeline/segment":   2,
	"sifeng/pipeline/tag":       2,
	"sifeng/pipeline/attribute": 2,
	"sifeng/pipeline/hotspot":   2,
	"sifeng/pipeline/store":     2,
	"sifeng/reports":            3,
	"sifeng/pipeline":           4,
	"sifeng/pipeline/bench":     5,
	"sifeng/pipeline/review":    5,
	"sifeng/pipeline/sifeng":    6,
}

// layerOf gives the layer of a package, or of the nearest package above it; the command's own sub-packages lie just below it.
func layerOf(pkg string) (int, string, bool) {
	if strings.HasPrefix(pkg, "sifeng/pipeline/sifeng/") {
		return 5, pkg, true
	}
	for p := pkg; p != ""; {
		if l, ok := layer[p]; ok && (p == pkg || p != "sifeng/pipeline") {
			return l, p, true
		}
		i := strings.LastIndexByte(p, '/')
		if i < 0 {
			break
		}
		p = p[:i]
	}
	return 0, "", false
}

func TestImportsRunOneWay(t *testing.T) {
	cmd := exec.Command("go", "list", "-f", `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}`, "./...")
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	seen := 0
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		f := strings.Fields(line)
		from, fromOwner, ok := layerOf(f[0])
		if !ok {
			t.Errorf("package %s has no place in the layout", f[0])
			continue
		}
		seen++
		for _, imported := range f[1:] {
			if !strings.HasPrefix(imported, "sifeng/") {
				continue
			}
			to, toOwner, ok := layerOf(imported)
			if ok && toOwner != fromOwner && to >= from {
				t.Errorf("%s imports %s: imports run from a higher layer to a lower one", f[0], imported)
			}
		}
	}
	if seen < len(layer) {
		t.Errorf("%d packages seen, the layout has %d", seen, len(layer))
	}
}

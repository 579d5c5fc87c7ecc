package ingest

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// White space costs no more than other bytes: its square would be minutes.
func TestJSONWhiteSpace(t *testing.T) {
	space := strings.Repeat(" \n", maxLineBytes/2-1<<16)
	for name, content := range map[string]string{
		"before an element":   "[" + space + `{"内容":"路坏了"}]`,
		"behind an element":   `[{"内容":"路坏了"}` + space + "]",
		"behind the array":    `[{"内容":"路坏了"}]` + space,
		"in an object around": `{"data"` + space + `:[{"内容":"路坏了"}]}`,
	} {
		start := time.Now()
		r := readText(t, "a.json", content, testOptions(t)).must(t)
		if d := cmp.Diff([]string{"路坏了"}, r.texts()); d != "" || time.Since(start) > 10*time.Second {
			t.Errorf("%s: %v %s", name, time.Since(start), d)
		}
	}
}

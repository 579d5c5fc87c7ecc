package reports

import (
	"bytes"
	"context"
	"os"
	"testing"
)

func render(t testing.TB, f fixture, o Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Render(context.Background(), openFixture(t, f), o, &out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

var whole = fixture{comments: 6000, ledger: true, issues: true}

func TestRenderIsTheSameTwice(t *testing.T) {
	db := openFixture(t, whole)
	var first, second bytes.Buffer
	for _, out := range []*bytes.Buffer{&first, &second} {
		if err := Render(context.Background(), db, Options{Notice: "演示数据，均为虚构"}, out); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two pages of the same database differ")
	}
	if name := os.Getenv("SIFENG_PAGE"); name != "" {
		if err := os.WriteFile(name, first.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

package ingest

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	textunicode "golang.org/x/text/encoding/unicode"
)

func TestText(t *testing.T) {
	const want = "{\"id\":\"1\",\"text\":\"村里的路燈壞了，沒有人來修，請有關部門處理\"}\n"
	for name, encode := range map[string]func(string) (string, error){
		"utf-8":           func(s string) (string, error) { return s, nil },
		"utf-8 with mark": func(s string) (string, error) { return "\ufeff" + s, nil },
		"gb18030":         simplifiedchinese.GB18030.NewEncoder().String,
		"big5":            traditionalchinese.Big5.NewEncoder().String,
		"utf-16":          textunicode.UTF16(textunicode.LittleEndian, textunicode.UseBOM).NewEncoder().String,
	} {
		t.Run(name, func(t *testing.T) {
			encoded, err := encode(want)
			if err != nil {
				t.Fatal(err)
			}
			text, err := Text(context.Background(), writeBytes(t, []byte(encoded)))
			if err != nil {
				t.Fatal(err)
			}
			defer text.Close()
			if got, err := io.ReadAll(text); err != nil || string(got) != want {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
	missing := filepath.Join(t.TempDir(), "标注.jsonl")
	if _, err := Text(context.Background(), missing); err == nil || !strings.Contains(err.Error(), "标注.jsonl") {
		t.Errorf("a file that is not there: %v", err)
	}
}

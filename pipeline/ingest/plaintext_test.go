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

// A file whose lines are in different encodings is refused with the line, whichever there are more of.
func TestTextOfMixedEncodings(t *testing.T) {
	const line = "{\"id\":\"1\",\"text\":\"村里的路灯坏了，没有人来修，请有关部门处理\"}\n"
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String(line)
	if err != nil {
		t.Fatal(err)
	}
	chance, err := simplifiedchinese.GB18030.NewEncoder().String("{\"text\":\"一\"}\n") // UTF-8 too, of another character
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct{ content, want string }{
		"one of GBK among UTF-8":        {strings.Repeat(line, 5) + gbk + line, "line 6 is not UTF-8"},
		"one of GBK behind a mark":      {"\ufeff" + line + gbk, "line 2 is not UTF-8"},
		"one of UTF-8 among GBK":        {strings.Repeat(gbk, 5) + line + gbk, "line 6 is UTF-8 and others are gb18030"},
		"GBK that is UTF-8 by chance":   {strings.Repeat(gbk, 5) + chance, ""},
		"ASCII among GBK":               {gbk + "{\"id\":\"2\",\"text\":\"ok\"}\n" + gbk, ""},
		"no line end behind the last":   {line + strings.TrimSuffix(gbk, "\n"), "mixes encodings"},
		"a broken character, all UTF-8": {strings.Repeat(line, 5) + "{\"text\":\"\xe8\xb7\"}\n", "or a character is damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			text, err := Text(context.Background(), writeBytes(t, []byte(tt.content)))
			if err == nil {
				text.Close()
			}
			switch {
			case tt.want == "" && err != nil, tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
				t.Errorf("%v, want %q", err, tt.want)
			case err != nil && strings.Contains(err.Error(), "路灯"):
				t.Errorf("the error quotes the line: %v", err)
			}
		})
	}
}

package ingest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"sifeng/pipeline/comment"
)

// endless gives one text again and again.
type endless string

func (e endless) Read(p []byte) (n int, err error) {
	for n < len(p) {
		n += copy(p[n:], e)
	}
	return n, nil
}

func TestInputsWithoutEnd(t *testing.T) {
	for _, test := range []struct {
		name, in, want string
	}{
		{"zeros", "\x00", "zero bytes and no text"},
		{"one line", "路灯坏了", "a line is longer than 16 MB"},
		{"one JSON line", `{"内容":"路灯坏了` + strings.Repeat("坏", 1000), "a line is longer than 16 MB"},
		{"control characters", "\x01\x02\x03a", "a line is longer than 16 MB"},
	} {
		o := testOptions(t)
		o.Stdin = endless(test.in)
		if r := readFile(t, "-", o); r.err == nil || !strings.Contains(r.err.Error(), test.want) {
			t.Errorf("%s: %v, want an error with %q", test.name, r.err, test.want)
		}
	}
	if _, err := copyChecked(io.Discard, endless("内容\n路灯坏了\n"), "stdin", 8<<20); err == nil || !strings.Contains(err.Error(), "more than 8 MB by standard input or a pipe") {
		t.Errorf("rows without end: %v", err)
	}
	if _, err := os.Stat("/dev/zero"); err == nil {
		if r := readFile(t, "/dev/zero", testOptions(t)); r.err == nil || !strings.Contains(r.err.Error(), "zero bytes") {
			t.Errorf("/dev/zero: %v", r.err)
		}
	}
}

func TestLineTooLong(t *testing.T) {
	for name, content := range map[string]string{
		"a.csv":  "编号,内容\n1,路坏了\n2," + strings.Repeat("长", 6<<20) + "\n",
		"a.json": `[{"内容":"路坏了"},{"内容":"` + strings.Repeat("长", 6<<20) + `"}]`,
	} {
		if r := readText(t, name, content, testOptions(t)); r.err == nil || !strings.Contains(r.err.Error(), "16 MB") || strings.Contains(r.err.Error(), "长") {
			t.Errorf("%s: %v", name, r.err)
		}
	}
}

// A row that is no single comment is put aside as one, and those behind it are read.
func TestRowTooLong(t *testing.T) {
	for _, end := range []string{"\n", "\r\n", "\r"} {
		rows := []string{"编号,内容", "1,路坏了", "2," + strings.Repeat("长", 2<<20), "3,\"" + strings.Repeat("长", 1<<20), "4,灯不亮", ""}
		r := readText(t, "a.csv", strings.Join(rows, end), testOptions(t)).must(t)
		if d := cmp.Diff([]string{"路坏了", "灯不亮"}, r.texts()); d != "" {
			t.Fatal(d)
		}
		if len(r.rejected) != 2 || r.rejected[0].Reason != reasonLong || r.rejected[0].Row != 3 || r.rejected[1].Row != 4 || r.comments[1].Row != 5 {
			t.Errorf("%q: %+v, last in row %d", end, r.rejected, r.comments[1].Row)
		}
	}
}

// While standard input is read, no file holds it under a name: a process that is killed leaves nothing.
func TestCopyHasNoName(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	o := testOptions(t)
	o.Stdin = strings.NewReader("编号,内容\n1,路坏了\n")
	n := 0
	_, err := Read(context.Background(), "-", o, func(comment.Comment) error {
		n++
		left, err := os.ReadDir(dir)
		if err == nil && len(left) > 0 {
			t.Errorf("%d names", len(left))
		}
		return err
	}, nil)
	if err != nil || n != 1 {
		t.Error(n, err)
	}
}

// Standard input that is a file is read where it stands, from where the program that called has left off.
func TestStandardInputThatIsAFile(t *testing.T) {
	f, err := os.Open(writeFile(t, "a.csv", "# 说明\n编号,内容\n1,路坏了\n"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Seek(int64(len("# 说明\n")), io.SeekStart); err != nil {
		t.Fatal(err)
	}
	in, err := Open(context.Background(), "-", f)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		got, err := io.ReadAll(in.Reader())
		if err != nil || !bytes.HasPrefix(got, []byte("编号")) {
			t.Errorf("%q, %v", got, err)
		}
	}
}

// stuck is a stream that nothing comes from.
type stuck struct{ done chan struct{} }

func (s stuck) Read([]byte) (int, error) {
	<-s.done
	return 0, io.EOF
}

func TestStreamThatNothingComesFrom(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	s := stuck{make(chan struct{})}
	defer close(s.done)
	if _, err := Open(ctx, "-", s); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

func TestInputPath(t *testing.T) {
	if _, err := Open(context.Background(), filepath.Join(t.TempDir(), "none.csv"), nil); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

// A text of a workbook that goes on in ever more pieces ends in an error too.
func TestTextInPiecesWithoutEnd(t *testing.T) {
	path := book(t, func(f *excelize.File) { setRows(t, f, "Sheet1", 1, []any{"编号", "内容"}, []any{1, "路坏了"}) })
	run := "<r><t>" + strings.Repeat("a", 1000) + "</t></r>"
	path = rewrite(t, path, "xl/sharedStrings.xml", func(s string) string {
		return strings.Replace(s, "<si><t>路坏了</t></si>", "<si>"+strings.Repeat(run, maxXMLToken/1000+1)+"</si>", 1)
	})
	if r := readFile(t, path, testOptions(t)); r.err == nil || !strings.Contains(r.err.Error(), "more than 16777216 bytes") {
		t.Errorf("%v", r.err)
	}
}

// The foot of a table is not shown beforehand either.
func TestInspectShowsNoFoot(t *testing.T) {
	in, err := Inspect(t.Context(), writeFile(t, "a.csv", "时间,内容,经办\n2014-05-01,路坏了,\n制表人：钱某人,,审核人：孙某人\n"), testOptions(t))
	if err != nil {
		t.Fatal(err)
	}
	if s := in.Sheets[0]; len(s.Rows) != 1 || len(s.Notes) != 0 {
		t.Errorf("%q %v", s.Rows, s.Notes)
	}
}

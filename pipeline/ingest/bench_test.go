package ingest

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/xuri/excelize/v2"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// benchmarkRows is enough for a file above every buffer and below a minute.
const benchmarkRows = 100000

var benchmarkHeader = []string{"编号", "乡镇", "单位", "渠道", "时间", "内容"}

// benchmarkRow is an invented row of about 100 characters of text.
func benchmarkRow(i int) []string {
	towns := []string{"城关镇", "麦岭镇", "王洛镇", "茨沟乡"}
	units := []string{"民政局", "公安局", "教体局", ""}
	ways := []string{"短信", "微信", "热线", "意见箱"}
	text := fmt.Sprintf("第%d组的水渠堵了%d天，报给村里说找乡里，报给乡里说等通知。", i%97, i%31+2)
	text += fmt.Sprintf("问了%d个人没有一个说得清谁管，地里的苗再不浇就旱死了，请县里派人来看看，也说说到底归哪个单位管，编号%d。", i%7+2, i)
	return []string{fmt.Sprint(100000 + i), towns[i%4], units[i/4%4], ways[i/16%4], fmt.Sprintf("2014-%02d-%02d %02d:%02d:00", i%7+3, i%28+1, i%24, i%60), text}
}

func writeBenchmarkCSV(b testing.TB, path string, rows int) {
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriter(f)
	line := func(cells []string) {
		for i, c := range cells {
			if i > 0 {
				w.WriteByte(',')
			}
			w.WriteString(c)
		}
		w.WriteByte('\n')
	}
	line(benchmarkHeader)
	for i := range rows {
		line(benchmarkRow(i))
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
}

func writeBenchmarkXLSX(b testing.TB, path string, rows int) {
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	for i := -1; i < rows; i++ {
		cells := benchmarkHeader
		if i >= 0 {
			cells = benchmarkRow(i)
		}
		values := make([]any, len(cells))
		for j, c := range cells {
			values[j] = c
		}
		if err := w.SetRow(fmt.Sprintf("A%d", i+2), values); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := f.SaveAs(path); err != nil {
		b.Fatal(err)
	}
}

// TestMemoryStaysFlat: what is held does not grow with the rows.
func TestMemoryStaysFlat(t *testing.T) {
	if testing.Short() {
		t.Skip("writes large files")
	}
	const rows = 40000
	d, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "rows.xlsx")
	writeBenchmarkXLSX(t, path, rows)
	held := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	var early, late uint64
	n := 0
	_, err = Read(context.Background(), path, Options{Dict: d, Key: comment.NewKey([]byte("0123456789abcdef"))}, func(comment.Comment) error {
		switch n++; n {
		case rows / 4:
			early = held()
		case rows:
			late = held()
		}
		return nil
	}, func(comment.Rejected) error { return nil })
	if err != nil || n != rows {
		t.Fatalf("%d rows, %v", n, err)
	}
	if late > early+(1<<20) {
		t.Errorf("%d bytes are held after a quarter of the rows, %d after all", early, late)
	}
}

func BenchmarkCSV(b *testing.B)  { benchmarkRead(b, "rows.csv", writeBenchmarkCSV) }
func BenchmarkXLSX(b *testing.B) { benchmarkRead(b, "rows.xlsx", writeBenchmarkXLSX) }

func benchmarkRead(b *testing.B, name string, write func(testing.TB, string, int)) {
	d, err := dict.Load("")
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), name)
	write(b, path, benchmarkRows)
	o := Options{Dict: d, Key: comment.NewKey([]byte("0123456789abcdef"))}
	rows := 0
	b.ReportAllocs()
	for b.Loop() {
		_, err := Read(context.Background(), path, o, func(comment.Comment) error { rows++; return nil }, func(r comment.Rejected) error {
			return fmt.Errorf("row %d: %s", r.Row, r.Reason)
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}

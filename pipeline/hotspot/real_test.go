package hotspot

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-ego/gse"
	"github.com/xuri/excelize/v2"

	"sifeng/dict"
)

// knownMatter is a matter of the real file, told by what its comments say.
type knownMatter struct {
	name          string
	about         func(text string) bool
	rank          int // it is among so many
	share, purity float64
}

// TestKnownMattersOfRealComments needs SIFENG_REAL_DATA, a directory with comments.jsonl and taidi_fj3.xlsx.
func TestKnownMattersOfRealComments(t *testing.T) {
	dir := os.Getenv("SIFENG_REAL_DATA")
	if dir == "" {
		t.Skip("SIFENG_REAL_DATA is not set")
	}
	votes, users := votesOf(t, filepath.Join(dir, "taidi_fj3.xlsx"))
	cutter := newCutter(t)
	g := NewGrouper(MatterOptions{})
	texts := map[string]string{}
	file, err := os.Open(filepath.Join(dir, "comments.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var c struct{ ID, Date, Title, Text string }
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal("comments.jsonl holds a line that cannot be read")
		}
		if !strings.HasPrefix(c.ID, "fj3:") {
			continue
		}
		texts[c.ID] = c.Title + c.Text
		at, _ := time.Parse(time.DateOnly, c.Date)
		err := g.Add(Submission{
			ID: c.ID, Title: c.Title, Text: c.Text, TitleTokens: cutter(c.Title), TextTokens: cutter(c.Text),
			ReceivedAt: at, Submitter: users[c.ID], Votes: votes[c.ID],
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	matters, err := g.Matters(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	has := strings.Contains
	for _, k := range []knownMatter{
		{"concrete plant", func(s string) bool { return has(s, "丽发") && has(s, "搅拌") }, 3, 0.95, 0.95},
		{"parking spaces", func(s string) bool { return has(s, "伊景园") && has(s, "车位") }, 3, 0.80, 0.90},
		{"car loan fraud", func(s string) bool { return has(s, "58车") }, 10, 0.90, 0.95},
	} {
		want := 0
		for _, text := range texts {
			if k.about(text) {
				want++
			}
		}
		var best Matter
		most := 0
		for _, m := range matters {
			hit := 0
			for _, member := range m.Members {
				if k.about(texts[member.ID]) {
					hit++
				}
			}
			if hit > most {
				best, most = m, hit
			}
		}
		t.Logf("%s: rank %d, %d of %d in a matter of %d comments, %d votes", k.name, best.Rank, most, want, best.Comments, best.Votes)
		if best.Rank > k.rank || float64(most) < k.share*float64(want) {
			t.Errorf("%s: rank %d, %d of %d comments; want it among the first %d with %.0f %%", k.name, best.Rank, most, want, k.rank, 100*k.share)
		}
		// Some comments on the matter do not use the telling words, so a matter is allowed a few others.
		if other := best.Comments - most; float64(other) > (1-k.purity)*float64(best.Comments)+5 {
			t.Errorf("%s: %d of its %d comments do not use its words", k.name, other, best.Comments)
		}
	}
}

func newCutter(t *testing.T) func(string) []string {
	t.Helper()
	d, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	s := gse.Segmenter{Dict: gse.NewDict(), NotLoadHMM: true, SkipLog: true}
	s.Init()
	for _, w := range d.Words {
		if err := s.AddToken(w.Text, float64(w.Freq), w.Pos); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.LoadDictEmbed("zh_s"); err != nil {
		t.Fatal(err)
	}
	return func(text string) []string {
		var tokens []string
		for _, segment := range s.Segment([]byte(text)) {
			tokens = append(tokens, text[segment.Start():segment.End()])
		}
		return tokens
	}
}

// votesOf gives votes for and against together and who sent it, by id.
func votesOf(t *testing.T, name string) (map[string]int64, map[string]string) {
	t.Helper()
	book, err := excelize.OpenFile(name)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows(book.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	votes, users := map[string]int64{}, map[string]string{}
	for _, r := range rows[1:] {
		if len(r) < 2 {
			continue
		}
		id := "fj3:" + r[0]
		users[id] = r[1]
		for _, cell := range r[min(5, len(r)):] {
			if n, err := strconv.ParseInt(strings.TrimSpace(cell), 10, 64); err == nil {
				votes[id] += n
			}
		}
	}
	return votes, users
}

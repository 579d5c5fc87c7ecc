package bench

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"sifeng/dict"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/ingest"
)

// Corpus is what is measured on: comments recombined from the sentences of given files.
type Corpus struct {
	Comments int    `json:"comments"`
	Bytes    int64  `json:"bytes"` // of the comments' texts
	csv      string // path of the comments as a table
	lines    string // path of the texts, one a line
	texts    []string
}

// A comment is made of sentences until it has this many bytes, as real comments have in the median.
const textBytes = 270

// sentencesOf reads the files and gives their sentences, each once, in a fixed order.
func sentencesOf(ctx context.Context, d *dict.Dict, files []string) ([]string, error) {
	var out []string
	options := ingest.Options{Dict: d, Key: benchKey()}
	for _, file := range files {
		_, err := ingest.Read(ctx, file, options, func(c comment.Comment) error {
			rest := c.Text
			for rest != "" {
				end := len(rest)
				if i := strings.IndexAny(rest, "。！？\n"); i >= 0 {
					_, size := utf8.DecodeRuneInString(rest[i:])
					end = i + size
				}
				if s := strings.TrimSpace(rest[:end]); utf8.RuneCountInString(s) >= 8 && utf8.RuneCountInString(s) <= 80 {
					out = append(out, s)
				}
				rest = rest[end:]
			}
			return nil
		}, func(comment.Rejected) error { return nil })
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(out)
	if out = slices.Compact(out); len(out) == 0 {
		return nil, errors.New("the files hold no sentence of 8 to 80 characters: give others")
	}
	return out, nil
}

// makeCorpus writes n comments into dir. They are the same for the same files and n, and no two are alike: each begins with words of
// its own, since texts that repeat would be compressed, and grouped, better than real ones.
func makeCorpus(ctx context.Context, d *dict.Dict, files []string, n int, dir string) (*Corpus, error) {
	sentences, err := sentencesOf(ctx, d, files)
	if err != nil {
		return nil, err
	}
	c := &Corpus{Comments: n, csv: dir + "/comments.csv", lines: dir + "/texts.txt"}
	table, err := os.Create(c.csv)
	if err != nil {
		return nil, err
	}
	defer table.Close()
	random := rand.New(rand.NewPCG(7, 7))
	w := csv.NewWriter(table)
	err = w.Write([]string{"编号", "乡镇", "单位", "渠道", "时间", "内容"})
	var text strings.Builder
	for i := 0; i < n && err == nil; i++ {
		text.Reset()
		text.WriteString(filler(i))
		for text.Len() < textBytes {
			text.WriteString(sentences[random.IntN(len(sentences))])
		}
		place := d.County.Townships[random.IntN(len(d.County.Townships))].Name
		unit := ""
		if k := random.IntN(5); k < 4 {
			unit = d.County.Departments[k*len(d.County.Departments)/4].Name
		}
		at := fmt.Sprintf("2014-%02d-%02d %02d:%02d:00", 3+random.IntN(7), 1+random.IntN(28), random.IntN(24), random.IntN(60))
		body := strings.Join(strings.Fields(text.String()), " ")
		c.texts = append(c.texts, body)
		c.Bytes += int64(len(body))
		err = w.Write([]string{strconv.Itoa(i), place, unit, []string{"短信", "微信", "热线", "意见箱"}[random.IntN(4)], at, body})
	}
	w.Flush()
	if err = errors.Join(err, w.Error(), table.Close()); err != nil {
		return nil, fmt.Errorf("write the corpus: %w", err)
	}
	if err := os.WriteFile(c.lines, []byte(strings.Join(c.texts, "\n")+"\n"), 0o600); err != nil {
		return nil, fmt.Errorf("write the corpus: %w", err)
	}
	return c, nil
}

// filler gives words that no other comment begins with.
func filler(i int) string {
	const digits = "东西南北前后左右上下"
	r := []rune(digits)
	out := []rune("家住")
	for k := i; ; k /= len(r) {
		out = append(out, r[k%len(r)])
		if k < len(r) {
			break
		}
	}
	return string(append(out, []rune("边，")...))
}

// benchKey is the key of runs that nobody keeps.
func benchKey() comment.Key { return comment.NewKey([]byte("the benchmark's key is no secret")) }

package tag

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// Labelled is a comment with what a reader found in it.
type Labelled struct {
	ID       string       `json:"id"`
	Title    string       `json:"title"`
	Text     string       `json:"text"`
	Kind     comment.Kind `json:"kind"` // empty: not labelled
	Subs     []string     `json:"subs"` // problem codes of the winds axis
	Maybe    []string     `json:"maybe"`
	Evidence []string     `json:"ev"`     // verbatim, one for each of Subs; empty: not labelled
	Weight   float64      `json:"weight"` // how many comments of the population it stands for; 0: 1
	Stratum  string       `json:"stratum"`
	Invented bool         `json:"-"`
}

// chosen says that the comment was labelled because a model was unsure of it: it teaches, but says nothing about how often a
// problem occurs.
func (l *Labelled) chosen() bool { return l.Stratum == "unsure" }

// ReadLabels reads labelled comments, one JSON object a line. Where texts is not nil, title and text are taken from its lines by id.
func ReadLabels(labels, texts io.Reader) ([]Labelled, error) {
	var out []Labelled
	err := jsonLines(labels, "labels", func(line []byte) error {
		var l Labelled
		if err := json.Unmarshal(line, &l); err != nil {
			return err
		}
		out = append(out, l)
		return nil
	})
	if err != nil || texts == nil {
		return out, err
	}
	index := map[string]int{}
	for i, l := range out {
		index[l.ID] = i
	}
	found := 0
	err = jsonLines(texts, "texts", func(line []byte) error {
		var l Labelled
		if err := json.Unmarshal(line, &l); err != nil {
			return err
		}
		if i, ok := index[l.ID]; ok {
			out[i].Title, out[i].Text = l.Title, l.Text
			found++
			delete(index, l.ID)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(index) > 0 {
		return nil, fmt.Errorf("read texts: no text for %d of %d labelled comments", len(index), len(out))
	}
	return out, nil
}

func jsonLines(r io.Reader, what string, each func([]byte) error) error {
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 1<<16), 1<<26)
	n := 0
	for in.Scan() {
		n++
		if len(strings.TrimSpace(string(in.Bytes()))) == 0 {
			continue
		}
		if err := each(in.Bytes()); err != nil {
			return fmt.Errorf("read %s, line %d: %w", what, n, err)
		}
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("read %s, line %d: %w", what, n+1, err)
	}
	return nil
}

// ReadInvented reads the invented examples of the dictionary: model/invented.tsv and model/invented/*.jsonl.
func ReadInvented(d *dict.Dict) ([]Labelled, error) {
	var out []Labelled
	if _, err := fs.Stat(d.FS(), "model/invented.tsv"); err == nil {
		rows, err := dict.ReadTSV(d.FS(), "model/invented.tsv", "text", "problems", "kind")
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			out = append(out, Labelled{Text: r.Field["text"], Subs: strings.Fields(r.Field["problems"]), Kind: comment.Kind(r.Field["kind"])})
		}
	}
	entries, err := fs.ReadDir(d.FS(), "model/invented")
	if err == nil {
		var names []string
		for _, e := range entries {
			if strings.HasSuffix(e.Name(), ".jsonl") {
				names = append(names, path.Join("model/invented", e.Name()))
			}
		}
		slices.Sort(names)
		for _, name := range names {
			f, err := d.FS().Open(name)
			if err != nil {
				return nil, fmt.Errorf("open invented examples: %w", err)
			}
			list, err := ReadLabels(f, nil)
			f.Close()
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			out = append(out, list...)
		}
	}
	for i := range out {
		out[i].Invented = true
		out[i].ID = fmt.Sprintf("invented:%d", i+1)
	}
	return out, nil
}

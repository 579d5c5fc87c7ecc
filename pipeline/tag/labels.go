package tag

import (
	"bufio"
	"encoding/json"
	"errors"
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
	At       []LabelPlace `json:"at"` // where the evidence stands, instead of Evidence
	Invented bool         `json:"-"`
}

// LabelPlace is where the evidence for a label stands: characters of a field.
type LabelPlace struct {
	Field      string `json:"field"`
	Start, End int
}

// check says whether the line is a label at all.
func (l *Labelled) check() error {
	switch l.Kind {
	case "", comment.Complaint, comment.Suggestion, comment.Inquiry, comment.Praise:
	default:
		return comment.Say("kind 里不是类型；填 complaint、suggestion、inquiry、praise 之一", "kind is none: want complaint, suggestion, inquiry or praise")
	}
	if l.Kind == "" && l.Subs == nil {
		return comment.Say("没有标注：kind 和 subs 都没有（没有问题的意见写 \"subs\":[]）", "no label: neither kind nor subs (a comment without a problem has \"subs\":[])")
	}
	if l.Weight < 0 {
		return comment.Say("weight 是负数", "the weight is negative")
	}
	return nil
}

// CheckLabels says whether the codes of labels are problems of the winds axis. The error does not quote what stands in their place.
func CheckLabels(d *dict.Dict, labels []Labelled) error {
	known := map[string]bool{}
	for _, p := range windProblems(d) {
		known[p.Code] = true
	}
	for _, l := range labels {
		if slices.ContainsFunc(slices.Concat(l.Subs, l.Maybe), func(code string) bool { return !known[code] }) {
			return comment.Say("标注 %s：subs 或 maybe 里有的不是四风的问题代码（代码见 taxonomy/problems.tsv）", "label %s: subs or maybe hold something that is no problem code of the four winds (the codes are in taxonomy/problems.tsv)", l.ID)
		}
	}
	return nil
}

// locate takes the evidence from the text.
func (l *Labelled) locate() error {
	if len(l.Evidence) > 0 || len(l.At) == 0 {
		return nil
	}
	for _, p := range l.At {
		field := []rune(l.Text)
		if p.Field == comment.FieldTitle {
			field = []rune(l.Title)
		}
		if p.Start < 0 || p.End < p.Start || p.End > len(field) {
			return comment.Say("标注 %s：依据在第 %d 至 %d 字，而文字只有 %d 字：不是当初标注的那一条", "label %s: evidence at %d–%d of %d characters: the text is not the one that was labelled", l.ID, p.Start, p.End, len(field))
		}
		l.Evidence = append(l.Evidence, string(field[p.Start:p.End]))
	}
	return nil
}

// chosen says that the comment was labelled because a model was unsure of it: it teaches, but says nothing about how often a
// problem occurs.
func (l *Labelled) chosen() bool { return l.Stratum == "unsure" }

// unread says that nobody read the comment who wrote expressions. It is kept for the last step, which learns from such comments how far
// expressions can be trusted; what expressions were written from, they fit too well.
func (l *Labelled) unread() bool { return l.Stratum == "unread" }

// ReadLabels reads labelled comments, one JSON object a line. Where texts is not nil, title and text are taken from its lines by id.
func ReadLabels(labels, texts io.Reader) ([]Labelled, error) {
	var out []Labelled
	err := jsonLines(labels, comment.Say("标注", "labels"), func(line []byte) error {
		var l Labelled
		if err := json.Unmarshal(line, &l); err != nil {
			return comment.JSONError(err)
		}
		if err := l.check(); err != nil {
			return err
		}
		out = append(out, l)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if texts == nil {
		for i := range out {
			if out[i].Title+out[i].Text == "" {
				return nil, comment.Say("第 %d 条标注（%s）没有标题和正文；文字在另一文件里的，用 --texts 给出", "label %d (%s) has neither title nor text: where another file holds them, give --texts", i+1, out[i].ID)
			}
		}
		return out, nil
	}
	index := map[string]int{}
	for i, l := range out {
		if _, ok := index[l.ID]; ok {
			return nil, comment.Say("标注里编号 %s 出现两次", "the id %s stands twice among the labels", l.ID)
		}
		index[l.ID] = i
	}
	err = jsonLines(texts, comment.Say("文字", "texts"), func(line []byte) error {
		var l Labelled
		if err := json.Unmarshal(line, &l); err != nil {
			return comment.JSONError(err)
		}
		if i, ok := index[l.ID]; ok {
			out[i].Title, out[i].Text = l.Title, l.Text
			delete(index, l.ID)
			return out[i].locate()
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(index) > 0 {
		return nil, comment.Say("--texts 的文件里没有 %d 条标注的文字（标注共 %d 条）：请核对 id", "the file of --texts has no text for %d of %d labels: look at the ids", len(index), len(out))
	}
	return out, nil
}

func jsonLines(r io.Reader, what *comment.Message, each func([]byte) error) error {
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 1<<16), 1<<26)
	n := 0
	for in.Scan() {
		n++
		if len(strings.TrimSpace(string(in.Bytes()))) == 0 {
			continue
		}
		if err := each(in.Bytes()); err != nil {
			return comment.Say("%v第 %d 行：%v", "%v, line %d: %v", what, n, err)
		}
	}
	if err := in.Err(); errors.Is(err, bufio.ErrTooLong) {
		return comment.Say("%v第 %d 行超过 64 MB：请每行写一条", "%v, line %d: longer than 64 MB: put one comment in a line", what, n+1)
	} else if err != nil {
		return comment.Say("%v第 %d 行：%v", "%v, line %d: %v", what, n+1, err)
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

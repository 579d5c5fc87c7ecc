package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"sifeng/dict"
	"sifeng/pipeline"
	"sifeng/pipeline/clean"
	"sifeng/pipeline/comment"
)

// tagInput is one line that tag --jsonl reads.
type tagInput struct {
	ID    lineID `json:"id"`
	Title words  `json:"title"`
	Text  words  `json:"text"`
}

// lineID is a text, or a number as it is written: its digits may be more than a number of the machine holds.
type lineID string

// UnmarshalJSON takes a text or a number.
func (id *lineID) UnmarshalJSON(b []byte) error {
	if b[0] == '-' || b[0] >= '0' && b[0] <= '9' {
		*id = lineID(b)
		return nil
	}
	return json.Unmarshal(b, (*string)(id))
}

// words are a text that may be missing, which is something else than an empty one.
type words struct {
	text  string
	given bool
}

// UnmarshalJSON takes a text.
func (w *words) UnmarshalJSON(b []byte) error {
	w.given = true
	return json.Unmarshal(b, &w.text)
}

// errNoWords is of a line without a comment: most often its fields have other names.
var errNoWords = comment.Say(`既没有 "text" 也没有 "title"：每行要写成 {"id":…,"title":…,"text":…}，请把放正文的字段改名为 "text"（没有内容的写 "text":""）`,
	`neither "text" nor "title": want {"id":…,"title":…,"text":…} in each line; rename the field that holds the comment to "text" (an empty comment has "text":"")`)

// errNotUTF8 is of a line whose comment would be garbled: sifeng run finds the encoding of a file, a stream is taken as it comes.
var errNotUTF8 = comment.Say("不是 UTF-8：请转换编码后再给（例如 iconv -f GBK -t UTF-8），或把文件交给 sifeng run，它认得 GBK",
	"not UTF-8: convert it first (for instance iconv -f GBK -t UTF-8), or give the file to sifeng run, which knows GBK")

// readTagInput reads one line.
func readTagInput(line []byte) (tagInput, error) {
	var in tagInput
	if !utf8.Valid(line) {
		return in, errNotUTF8
	}
	if err := json.Unmarshal(line, &in); err != nil {
		return in, comment.JSONError(err)
	}
	if !in.Text.given && !in.Title.given {
		return in, errNoWords
	}
	return in, nil
}

// tagOutput is one line that tag --jsonl writes. Its names are relied on from outside.
type tagOutput struct {
	ID            string    `json:"id"`
	Kind          *string   `json:"kind"` // null: a comment without an opinion
	Urgency       string    `json:"urgency"`
	Township      string    `json:"township"`
	TownshipName  string    `json:"township_name"`
	TownshipHow   string    `json:"township_how"` // the part it plays, as in the database
	Department    string    `json:"department"`
	DepartmentHow string    `json:"department_how"`
	Restricted    bool      `json:"restricted"` // its text is for the discipline office only
	Title         string    `json:"title"`
	Text          string    `json:"text"`
	Tokens        []string  `json:"tokens"`
	Tags          []tagLine `json:"tags"`
}

type tagLine struct {
	Axis     string  `json:"axis"`
	Wind     string  `json:"wind"`
	Problem  string  `json:"problem"`
	Facet    string  `json:"facet"`
	Score    float64 `json:"score"`
	Evidence string  `json:"evidence"`
	Field    string  `json:"field"`
	Start    int     `json:"start"`
	End      int     `json:"end"`
	Rule     string  `json:"rule"`
}

func (a *app) tagCommand() *cobra.Command {
	var jsonl bool
	var dictDir string
	var workers int
	cmd := &cobra.Command{
		Use:   "tag [TEXT…]",
		Short: a.say("解释一段意见被标为什么、依据是哪几个字", "Explain the tags of a text and their evidence"),
		Long: a.say("把意见写在后面，就逐条说明标为什么、依据是哪几个字、凭哪个说法。\n"+
			"用 --jsonl 时每行写出：id；kind 类型（complaint 投诉、suggestion 建议、inquiry 咨询、praise 表扬，没有意见的为 null）；urgency 紧急程度（u0 一般至 u3 危及生命）；\n"+
			"township、department 代码（未识别的为空），township_how、department_how 在文中的角色（blamed 被反映、named 点名、praised 受表扬、own 反映人所在…）；\n"+
			"restricted 是否保密（不得引用原文）；title、text 脱敏后的文字；tokens 分词；tags 标签。每个标签有 axis（winds 四风、topics 主题）、wind（哪一风；主题则为哪一组）、\n"+
			"problem、facet（代码）、score（把握，0 至 1；主题则为份额）、evidence 依据，它在 field（title 或 text）里从第 start 个字节起、到第 end 个字节前止（UTF-8），rule 为理由。",
			"Says of each text given what it is tagged with, on which words and by which expression.\n"+
				"With --jsonl each line holds: id; kind (complaint, suggestion, inquiry, praise; null: no opinion); urgency (u0 ordinary to u3 a danger to\n"+
				"life); codes of township and department (empty: not found), and as township_how and department_how the parts they play (blamed, named, praised,\n"+
				"own …); restricted: whether it may not be quoted; title and text, redacted; tokens; tags. Each tag has an axis (winds, topics), wind (of a topic,\n"+
				"its group), problem and facet (codes), score (0 to 1; of a topic, its share), evidence, which stands in field (title or text) from byte start to\n"+
				"byte end (UTF-8, end excluded), and rule, the reason."),
		Args: a.between(0, -1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if jsonl == (len(args) > 0) {
				return usageError{fmt.Errorf("tag: %s", a.say("要么给出文字，要么用 --jsonl 从标准输入读", "give texts, or --jsonl to read lines from standard input"))}
			}
			if err := a.checkWorkers(workers); err != nil {
				return err
			}
			d, annotator, err := newTagger(dictDir)
			if err != nil {
				return err
			}
			names, err := newNames(d)
			if err != nil {
				return err
			}
			if !jsonl {
				for i, text := range args {
					if i > 0 {
						fmt.Fprintln(a.out)
					}
					a.explain(names, annotator, comment.Comment{Text: text})
				}
				return nil
			}
			return a.tagLines(cmd.Context(), names, annotator, workers)
		},
	}
	cmd.Flags().BoolVar(&jsonl, "jsonl", false, a.say("从标准输入读 {\"id\",\"title\",\"text\"} 行，向标准输出写标注行", "read {\"id\",\"title\",\"text\"} lines on standard input and write tagged lines"))
	cmd.Flags().StringVar(&dictDir, "dict", "", a.say("覆盖内置词典的目录", "directory that overrides the built-in dictionaries"))
	a.workersFlag(cmd, &workers)
	return cmd
}

// newTagger reads the dictionaries. Meanwhile no garbage is collected: nearly all that is made then stays.
func newTagger(dictDir string) (*dict.Dict, *pipeline.Annotator, error) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	d, err := dict.Load(dictDir)
	if err != nil {
		return nil, nil, err
	}
	annotator, err := pipeline.NewAnnotator(d, comment.NewKey([]byte("tag shows no keyed hash")), clean.Options{})
	if err != nil {
		return nil, nil, err
	}
	return d, annotator, nil
}

// names gives the names of codes, Chinese but for problemEN.
type names struct{ township, department, problem, problemEN, wind map[string]string }

func newNames(d *dict.Dict) (names, error) {
	n := names{map[string]string{}, map[string]string{}, map[string]string{}, map[string]string{}, map[string]string{}}
	for _, t := range d.County.Townships {
		n.township[t.Code] = t.Name
	}
	for _, u := range d.County.Departments {
		n.department[u.Code] = u.Name
	}
	for _, p := range d.Problems {
		n.problem[p.Code], n.problemEN[p.Code] = p.NameZH, p.NameEN
	}
	rows, err := dict.ReadTSV(d.FS(), "taxonomy/winds.tsv", "wind", "name_zh")
	if err != nil {
		return n, fmt.Errorf("read the names of the winds: %w", err)
	}
	for _, r := range rows {
		n.wind[r.Field["wind"]] = r.Field["name_zh"]
	}
	return n, nil
}

// maxLine is the longest line that tag --jsonl accepts, in bytes.
const maxLine = 16 << 20

func (a *app) tagLines(ctx context.Context, n names, annotator *pipeline.Annotator, workers int) error {
	out := bufio.NewWriterSize(a.out, 1<<16)
	line := 0
	err := pipeline.Ordered(ctx, max(1, workers), func(_ context.Context, emit func(tagInput) error) error {
		scanner := bufio.NewScanner(a.in)
		scanner.Buffer(make([]byte, 1<<16), maxLine)
		for scanner.Scan() {
			content := scanner.Bytes()
			if line++; line == 1 {
				content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
			}
			if len(bytes.TrimSpace(content)) == 0 {
				continue
			}
			in, err := readTagInput(content)
			if err != nil {
				return comment.Say("tag：标准输入第 %d 行：%v", "tag: standard input, line %d: %v", line, err)
			}
			if err := emit(in); err != nil {
				return err
			}
		}
		if err := scanner.Err(); errors.Is(err, bufio.ErrTooLong) {
			return comment.Say("tag：标准输入第 %d 行超过 16 MB，不是一条意见：请每行写一条", "tag: standard input, line %d: longer than 16 MB, so it is no single comment: put one in a line", line+1)
		} else if err != nil {
			return fmt.Errorf("tag: standard input, line %d: %w", line+1, err)
		}
		return nil
	}, func(in []tagInput) [][]byte {
		comments := make([]comment.Comment, len(in))
		for i := range in {
			comments[i] = comment.Comment{Title: in[i].Title.text, Text: in[i].Text.text}
		}
		out := make([][]byte, len(in))
		for i, c := range annotator.AnnotateAll(comments) {
			out[i] = encodeTags(string(in[i].ID), n, &c)
		}
		return out
	}, func(b []byte) error {
		_, err := out.Write(b)
		return err
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

func encodeTags(id string, n names, c *comment.Annotated) []byte {
	out := tagOutput{
		ID: id, Urgency: string(c.Urgency), Township: c.TownshipCode, TownshipName: n.township[c.TownshipCode], TownshipHow: c.TownshipHow,
		Department: c.DepartmentCode, DepartmentHow: c.DepartmentHow,
		Restricted: c.Restricted, Title: c.Title, Text: c.Text, Tokens: c.Tokens, Tags: make([]tagLine, 0, len(c.Tags)),
	}
	if c.Kind != "" {
		kind := string(c.Kind)
		out.Kind = &kind
	}
	for _, t := range c.Tags {
		out.Tags = append(out.Tags, tagLine{t.Axis, t.Wind, t.Problem, t.Facet, t.Score, t.Evidence, t.Span.Field, t.Span.Start, t.Span.End, t.Rule})
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(out); err != nil { // strings, numbers and slices only: cannot happen
		return fmt.Appendf(nil, "{\"id\":%q,\"error\":%q}\n", id, err)
	}
	return b.Bytes()
}

package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"sifeng/dict"
	"sifeng/pipeline/clean"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/ingest"
)

func (a *app) inspectCommand() *cobra.Command {
	var dictDir, mapFile, writeMap, channel string
	var year int
	cmd := &cobra.Command{
		Use:   "inspect FILE",
		Short: a.say("载入之前先看：编码、每一列是什么、头几行", "Before loading: encoding, which column is what, the first rows"),
		Args:  a.between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			d, err := dict.Load(dictDir)
			if err != nil {
				return err
			}
			cleaner, err := clean.New(d, clean.Options{})
			if err != nil {
				return err
			}
			o := ingest.Options{Dict: d, Key: comment.NewKey([]byte("inspect stores nothing")), Channel: channel, Year: year, Stdin: a.in}
			if mapFile != "" {
				if o.Map, err = ingest.LoadMapping(mapFile); err != nil {
					return err
				}
			}
			in, err := ingest.Inspect(cmd.Context(), args[0], o)
			if in == nil {
				return err
			}
			a.printInspection(in, d, cleaner)
			if writeMap == "" {
				return err
			}
			f, err := os.OpenFile(writeMap, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
			if err != nil {
				return fmt.Errorf("write the map: %w", err)
			}
			_, err = f.Write(in.MapFile(a.chinese))
			if closeErr := f.Close(); err == nil {
				err = closeErr
			}
			if err != nil {
				return fmt.Errorf("write the map: %w", err)
			}
			if in.Unknown() {
				fmt.Fprintf(a.out, a.say("\n没有一列认得出是意见正文；%s 里把文字最长的一列填作 text，请核对\n", "\nNo column is known for one of comments; %s gives the one with the longest texts as text: check that\n"), writeMap)
			}
			fmt.Fprintf(a.out, a.say("\n列对应关系写在 %s，改好后用 --map 交回\n", "\nThe mapping is in %s; correct it and give it back with --map\n"), writeMap)
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&dictDir, "dict", "", a.say("覆盖内置词典的目录", "directory that overrides the built-in dictionaries"))
	f.StringVar(&mapFile, "map", "", a.say("列对应关系文件", "column mapping"))
	f.StringVar(&writeMap, "write-map", "", a.say("把识别出的列对应关系写成文件，供修改", "write the mapping found to a file, to be corrected"))
	f.StringVar(&channel, "channel", "", a.say("渠道代码", "channel code"))
	f.IntVar(&year, "year", 0, a.say("只写月日的日期属于哪一年", "year of dates that give only month and day"))
	return cmd
}

func (a *app) printInspection(in *ingest.Inspection, d *dict.Dict, cleaner *clean.Cleaner) {
	row := func(label, value string) { fmt.Fprintf(a.out, "%s%s\n", label, value) }
	row(a.say("文件：", "file:      "), in.File)
	row(a.say("格式：", "format:    "), in.Format)
	if in.Encoding != "" {
		row(a.say("编码：", "encoding:  "), in.Encoding)
	}
	if in.Delimiter != "" {
		row(a.say("分隔符：", "delimiter: "), fmt.Sprintf("%q", in.Delimiter))
	}
	for _, note := range in.Notes {
		row(a.say("注意：", "note:      "), a.words(note))
	}
	for _, s := range in.Sheets {
		fmt.Fprintln(a.out)
		if s.Name != "" {
			row(a.say("工作表：", "sheet:     "), s.Name)
		}
		header := a.say("没有列名行，按内容推断", "none; columns are guessed from their contents")
		if s.HeaderRow > 0 {
			header = fmt.Sprintf(a.say("第 %d 行", "row %d"), s.HeaderRow)
		}
		row(a.say("列名：", "header:    "), header)
		row(a.say("渠道：", "channel:   "), a.channelOf(s, d))
		for _, note := range s.Notes {
			row(a.say("注意：", "note:      "), a.words(note))
		}
		a.printColumns(s, cleaner)
	}
}

// channelOf says which channel the rows of a sheet belong to that name none, and why.
func (a *app) channelOf(s ingest.SheetInspection, d *dict.Dict) string {
	for _, c := range d.Channels {
		if c.Code == s.Channel {
			return fmt.Sprintf(a.say("%s %s（%s）", "%s %s (%s)"), c.Code, a.say(c.Name, c.NameEN), a.words(s.ChannelWhy))
		}
	}
	if slices.ContainsFunc(s.Columns, func(c ingest.Column) bool { return c.Field == ingest.FieldChannel }) {
		return a.say("看渠道一列", "by the column of channels")
	}
	return a.say("不知道；可用 --channel 给出", "not known; give it with --channel")
}

// fieldNames are the fields as people call them.
var fieldNames = map[ingest.Field]string{
	ingest.FieldID: "编号", ingest.FieldTitle: "标题", ingest.FieldText: "正文", ingest.FieldTime: "时间", ingest.FieldChannel: "渠道",
	ingest.FieldTownship: "乡镇", ingest.FieldDepartment: "单位", ingest.FieldHandler: "承办单位，不当作被反映单位", ingest.FieldVotesUp: "点赞数", ingest.FieldVotesDown: "反对数",
	ingest.FieldSubmitter: "用户，不保存", ingest.FieldPhone: "电话，不保存", ingest.FieldIDNumber: "证件号，不保存", ingest.FieldName: "姓名，不保存",
	ingest.FieldPrivate: "隐私，不保存", ingest.FieldAnsweredAt: "答复时间", ingest.FieldAnsweredBy: "答复单位", ingest.FieldIgnore: "不用",
}

// shownCell is the longest cell that inspect shows, in characters.
const shownCell = 24

func (a *app) printColumns(s ingest.SheetInspection, cleaner *clean.Cleaner) {
	t := table.NewWriter()
	t.SetOutputMirror(a.out)
	t.SetStyle(table.StyleLight)
	t.Style().Format.Header = text.FormatDefault
	head := table.Row{a.say("列", "column"), a.say("用作", "used as"), a.say("理由", "why")}
	for i := range s.Rows {
		head = append(head, fmt.Sprintf(a.say("第 %d 条", "record %d"), i+1))
	}
	t.AppendHeader(head)
	for i, c := range s.Columns {
		used := string(c.Field)
		if used == "" {
			used = "—"
		}
		name := c.Header
		if name == "" {
			name = fmt.Sprintf("#%d", c.Index+1)
		}
		why := ""
		if c.Why != nil {
			why = a.words(c.Why)
		}
		if c.Field != "" {
			used = a.say(used+" "+fieldNames[c.Field], used)
		}
		line := table.Row{short(cleaner.Redact(name)), used, why}
		for _, cells := range s.Rows {
			cell := ""
			if i < len(cells) {
				cell = cells[i]
			}
			if cell != ingest.Masked {
				cell = short(cleaner.Redact(cell))
			}
			line = append(line, cell)
		}
		t.AppendRow(line)
	}
	t.Render()
}

func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= shownCell {
		return s
	}
	return string([]rune(s)[:shownCell-1]) + "…"
}

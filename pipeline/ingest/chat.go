package ingest

import (
	"bufio"
	"errors"
	"io"
	"regexp"
	"strings"

	"sifeng/pipeline/comment"
)

// chatReader gives the messages of a chat that was saved as text, as WeChat and QQ write it: a line of who and when, then what was said.
type chatReader struct {
	lines  *bufio.Scanner
	line   int      // number of the line read last
	begun  bool     // the header was given
	head   []string // time and sender of the message that is being read; nil: none
	headAt int
	said   []string
	size   int // bytes of said
}

// chatHeader names the columns of a chat as headers.yaml does.
var chatHeader = []string{"时间", "昵称", "内容"}

// chatHead is a line of who and when, in either order.
var chatHead = regexp.MustCompile(`^(?:(\S.{0,39}?)[ \t]+)?(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ \t]+(?:[上下]午)?\d{1,2}:\d{2}(?::\d{2})?)(?:[ \t]+(\S.{0,59}))?$`)

func chatHeadOf(line string) (when, who string, ok bool) {
	m := chatHead.FindStringSubmatch(strings.TrimRight(strings.TrimPrefix(line, "\ufeff"), " \t\r"))
	if m == nil || (m[1] == "") == (m[3] == "") || strings.ContainsAny(m[1]+m[3], ",，;|\t\"") {
		return "", "", false
	}
	return m[2], m[1] + m[3], true
}

// isChat says whether a text reads as a saved chat: such lines stand in it again and again, each followed by another.
func isChat(sample string) bool {
	heads, others, before := 0, 0, false
	for line := range strings.Lines(sample) {
		if isBlank(line) {
			continue
		}
		_, _, head := chatHeadOf(strings.TrimRight(line, "\n"))
		switch {
		case head:
			heads++
		case before:
			others++
		}
		before = head
	}
	return heads >= 2 && others*2 > heads
}

func newChatReader(r io.Reader) *chatReader {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, 1<<16), maxRecordBytes)
	return &chatReader{lines: lines}
}

// next gives the row of a message; its number is that of its first line.
func (c *chatReader) next() ([]string, int, error) {
	if !c.begun {
		c.begun = true
		return chatHeader, 1, nil
	}
	for c.lines.Scan() {
		c.line++
		line := c.lines.Text()
		when, who, head := chatHeadOf(line)
		if !head {
			if c.size += len(line); c.head != nil && c.size <= 2*maxTextBytes { // what stands above the first message is a title
				c.said = append(c.said, line)
			}
			continue
		}
		cells, at := c.message()
		c.head, c.headAt, c.said, c.size = []string{when, who}, c.line, nil, 0
		if cells != nil {
			return cells, at, nil
		}
	}
	if err := c.lines.Err(); err != nil {
		if errors.Is(err, bufio.ErrTooLong) {
			err = faulty(reasonLongLine, "第 %d 行太长，不是聊天记录", "line %d is too long for a chat", c.line+1)
		}
		return nil, c.line, err
	}
	if cells, at := c.message(); cells != nil {
		c.head = nil
		return cells, at, nil
	}
	return nil, c.line, io.EOF
}

func (c *chatReader) message() ([]string, int) {
	if c.head == nil {
		return nil, 0
	}
	return append(c.head, strings.TrimSpace(strings.Join(c.said, "\n"))), c.headAt
}

// isPicture knows what a chat writes where something other than text was sent.
func isPicture(s string) bool {
	inner, ok := strings.CutPrefix(s, "[")
	if !ok || !strings.HasSuffix(inner, "]") || len(inner) > 40 {
		return false
	}
	switch strings.TrimSuffix(inner, "]") {
	case "图片", "语音", "视频", "表情", "动画表情", "文件", "链接", "位置", "红包", "名片", "通话", "闪照":
		return true
	}
	return false
}

func (b *builder) readChat(r io.Reader, seen survey) ([]comment.Source, error) {
	s := &sheet{source: b.newSource("", seen.label()), times: timeReader{year: b.o.Year}}
	s.source.Notes = append(s.source.Notes, comment.Say("读作聊天记录：一人一次所说为一条", "read as a chat: what one person said at one time is a comment"))
	if b.o.inspect != nil {
		b.o.inspect.Format = "chat"
	}
	if err := b.readTable(s, newChatReader(seen.decoder(r)), true); err != nil {
		return nil, err
	}
	return []comment.Source{s.source}, nil
}

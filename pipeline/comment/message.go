package comment

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"syscall"
	"unicode"
)

// Message is something that people are told, in the two languages of the program. As an error it wraps those it was made of.
type Message struct {
	zh, en  string
	wrapped []error
}

// Say makes a message of two formats for the same arguments. An argument that is a message or an error stands in each format in its
// language; both formats take it by %v. Of others strings and errors stand as Shown gives them: they may hold the name of a file.
func Say(zh, en string, args ...any) *Message {
	m := &Message{}
	chinese, english := make([]any, len(args)), make([]any, len(args))
	for i, a := range args {
		chinese[i], english[i] = a, a
		if err, ok := a.(error); ok {
			chinese[i], english[i] = InChinese(err), err.Error()
			m.wrapped = append(m.wrapped, err)
			if !errors.As(err, new(inTwoLanguages)) {
				chinese[i], english[i] = Shown(InChinese(err)), Shown(err.Error())
			}
		} else if text, ok := a.(string); ok {
			text = Shown(text)
			chinese[i], english[i] = text, text
		}
	}
	m.zh, m.en = fmt.Sprintf(zh, chinese...), fmt.Sprintf(en, english...)
	return m
}

// inTwoLanguages is a Message, or an error that holds one.
type inTwoLanguages interface{ Chinese() string }

// Shown is a name as it may be printed on a terminal: characters that move the cursor, end the line or turn the direction of writing are blanks.
func Shown(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp, unicode.Bidi_Control) {
			return ' '
		}
		return r
	}, name)
}

// Error is the message in English.
func (m *Message) Error() string { return m.en }

// String is the message in English.
func (m *Message) String() string { return m.en }

// Chinese is the message in Chinese.
func (m *Message) Chinese() string { return m.zh }

// Unwrap gives the errors that the message was made of.
func (m *Message) Unwrap() []error { return m.wrapped }

// MarshalJSON gives the message in English: programs read it.
func (m *Message) MarshalJSON() ([]byte, error) { return json.Marshal(m.en) }

// InChinese words an error in Chinese as far as it is made of messages and of errors of the system that everyone meets.
func InChinese(err error) string {
	if m, ok := err.(inTwoLanguages); ok {
		return m.Chinese()
	}
	text := err.Error()
	switch wrapper := err.(type) {
	case interface{ Unwrap() error }:
		if inner := wrapper.Unwrap(); inner != nil {
			text = strings.Replace(text, inner.Error(), InChinese(inner), 1)
		}
	case interface{ Unwrap() []error }:
		for _, inner := range wrapper.Unwrap() {
			text = strings.Replace(text, inner.Error(), InChinese(inner), 1)
		}
	default:
		for _, known := range ofTheSystem {
			if errors.Is(err, known.err) {
				return known.zh
			}
		}
	}
	return text
}

var ofTheSystem = []struct {
	err error
	zh  string
}{
	{fs.ErrNotExist, "没有这个文件或目录"},
	{fs.ErrPermission, "没有权限"},
	{fs.ErrExist, "已有同名的文件"},
	{syscall.ENOSPC, "磁盘已满"},
	{syscall.EISDIR, "这是一个目录"},
	{io.ErrUnexpectedEOF, "文件不完整"},
	{zip.ErrFormat, "不是完整的压缩包"},
	{zip.ErrChecksum, "校验不符"},
	{context.Canceled, "已中断"},
	{context.DeadlineExceeded, "超时"},
}

// JSONError says what encoding/json found wrong, without what its errors quote of the input: that may be a citizen's words.
func JSONError(err error) *Message {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return Say("第 %d 字节处不是合乎规范的 JSON", "not valid JSON at byte %d", syntax.Offset)
	}
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) && kind.Field != "" {
		return Say("“%s”的值不是应有的类型", "the value of %q is of another type than it should be", kind.Field)
	}
	return Say("不是 JSON 对象", "not a JSON object")
}

package main

import (
	"io"
	"os"

	"golang.org/x/term"

	"sifeng/pipeline/comment"
)

// output is standard output. It remembers that it could not be written, because commands print lines without looking at the error of each.
type output struct {
	to  io.Writer
	err error
}

// Write passes on what it is given until that fails.
func (o *output) Write(p []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.to.Write(p)
	if err != nil {
		o.err = comment.Say("写不进标准输出：%v", "standard output could not be written: %v", err)
	}
	return n, o.err
}

// watched remembers the errors of out, but of a terminal: that is never full, and who writes to it asks for its width.
func watched(out io.Writer) io.Writer {
	if f, ok := out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return out
	}
	return &output{to: out}
}

// printed says whether all that a command printed was written.
func (a *app) printed() error {
	if o, ok := a.out.(*output); ok {
		return o.err
	}
	return nil
}

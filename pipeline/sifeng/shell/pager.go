package shell

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	"golang.org/x/term"
)

// page writes text to out, through the user's pager ($PAGER, else less) where it would not fit the terminal.
func page(text *bytes.Buffer, out io.Writer) error {
	if f, ok := out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		if _, height, err := term.GetSize(int(f.Fd())); err == nil && bytes.Count(text.Bytes(), []byte("\n")) >= height {
			if done, err := runPager(text, f); done {
				return err
			}
		}
	}
	_, err := out.Write(text.Bytes())
	return err
}

// terminalWidth gives the columns of the terminal that out is; 0 if it is none.
func terminalWidth(out io.Writer) int {
	if f, ok := out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil {
			return width
		}
	}
	return 0
}

// runPager says whether there was a pager to run.
func runPager(text io.Reader, out *os.File) (bool, error) {
	command := strings.Fields(os.Getenv("PAGER"))
	if len(command) == 0 {
		command = []string{"less", "-FSX"}
	}
	path, err := exec.LookPath(command[0])
	if err != nil {
		return false, nil
	}
	cmd := exec.Command(path, command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = text, out, os.Stderr
	cmd.Env = append(os.Environ(), "LESSCHARSET=utf-8")
	if err := cmd.Run(); err != nil {
		return true, fmt.Errorf("run the pager %s: %w", command[0], err)
	}
	return true, nil
}

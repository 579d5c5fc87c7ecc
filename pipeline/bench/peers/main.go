// Command peers segments texts with gse or gojieba, so that sifeng bench can say how it compares without holding either of them.
//
//	peers gse|gojieba TEXTS
//
// It reads the texts, one a line, says "ready", and then, for every line on standard input, segments all of them and answers with the
// seconds of processor time and the number of tokens.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"

	"github.com/go-ego/gse"
	"github.com/yanyiwu/gojieba"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return errors.New("usage: peers gse|gojieba TEXTS")
	}
	data, err := os.ReadFile(args[1])
	if err != nil {
		return err
	}
	texts := strings.Split(strings.TrimSpace(string(data)), "\n")
	var cut func(string) int
	switch args[0] {
	case "gse":
		s := gse.Segmenter{Dict: gse.NewDict(), NotLoadHMM: true, SkipLog: true}
		s.Init()
		if err := s.LoadDictEmbed("zh_s"); err != nil {
			return err
		}
		cut = func(text string) int { return len(s.Segment([]byte(text))) }
	case "gojieba":
		j := gojieba.NewJieba()
		defer j.Free()
		cut = func(text string) int { return len(j.Cut(text, false)) }
	default:
		return fmt.Errorf("no segmenter %q", args[0])
	}
	fmt.Println("ready")
	for rounds := bufio.NewScanner(os.Stdin); rounds.Scan(); {
		before, err := processorTime()
		if err != nil {
			return err
		}
		tokens := 0
		for _, text := range texts {
			tokens += cut(text)
		}
		after, err := processorTime()
		if err != nil {
			return err
		}
		fmt.Println(after-before, tokens)
	}
	return nil
}

func processorTime() (seconds float64, err error) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0, err
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9, nil
}

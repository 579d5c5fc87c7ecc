// Command compile makes the compiled form of gse's dictionary of simplified Chinese that the segmenter is built on. Run it by
// “go generate ./pipeline/segment” after a new version of gse.
package main

import (
	"fmt"
	"os"

	"github.com/go-ego/gse"

	"sifeng/pipeline/segment"
)

func main() {
	if err := run("gse-zh_s.trie"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(file string) error {
	s := gse.Segmenter{Dict: gse.NewDict(), NotLoadHMM: true, SkipLog: true}
	s.Init()
	if err := s.LoadDictEmbed("zh_s"); err != nil {
		return fmt.Errorf("load gse's dictionary: %w", err)
	}
	words := make([]segment.Word, 0, len(s.Dict.Tokens))
	for i := range s.Dict.Tokens {
		t := &s.Dict.Tokens[i]
		words = append(words, segment.Word{Text: t.Text(), Freq: t.Freq()})
	}
	data, err := segment.Compile(words)
	if err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644)
}

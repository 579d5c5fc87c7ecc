// Package segment cuts cleaned text into words with gse's dictionary and the project's own words.
package segment

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/go-ego/gse"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// Segmenter cuts text. It is read-only after New and may be shared between goroutines.
type Segmenter struct{ gse gse.Segmenter }

// New loads the project's words and then gse's dictionary of simplified Chinese, which takes about two seconds and 200 MB: one
// Segmenter serves the whole program. The words go first because gse keeps the first entry of a word and ignores later ones.
func New(d *dict.Dict) (*Segmenter, error) {
	s := &Segmenter{gse: gse.Segmenter{
		Dict:       gse.NewDict(),
		NotLoadHMM: true, // the model invents words across 乡 and 县
		SkipLog:    true,
	}}
	s.gse.Init()
	for _, w := range append(d.Words[:len(d.Words):len(d.Words)], countyWords(d.County)...) {
		if w.Text == "" || strings.ContainsFunc(w.Text, unicode.IsSpace) {
			return nil, fmt.Errorf("add word %q to the segmenter: a word must not be empty or hold white space", w.Text)
		}
		if err := s.gse.AddToken(w.Text, float64(w.Freq), w.Pos); err != nil {
			return nil, fmt.Errorf("add word %q to the segmenter: %w", w.Text, err)
		}
	}
	if err := s.gse.LoadDictEmbed("zh_s"); err != nil {
		return nil, fmt.Errorf("load the dictionary of simplified Chinese: %w", err)
	}
	return s, nil
}

// Cut appends the tokens of text to into and gives the result. The tokens are byte ranges of text as given; in order they cover it
// without a gap, white space and punctuation included.
func (s *Segmenter) Cut(text string, into []comment.Token) []comment.Token {
	segments := s.gse.Segment([]byte(text))
	for i := range segments {
		into = append(into, comment.Token{Start: segments[i].Start(), End: segments[i].End()})
	}
	return into
}

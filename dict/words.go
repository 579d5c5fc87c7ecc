package dict

import "strconv"

// Word is one word the segmenter keeps whole.
type Word struct {
	Text string
	Freq int    // as in gse's dictionary: higher wins
	Pos  string // part of speech, as in gse's dictionary
}

func (d *Dict) loadWords() error {
	rows, err := ReadTSV(d.fsys, "segment/words.tsv", "word", "freq", "pos")
	if err != nil {
		return err
	}
	for _, r := range rows {
		freq, err := strconv.Atoi(r.Field["freq"])
		if err != nil || freq < 1 {
			return r.Errorf("frequency %q of %s: want a whole number above 0", r.Field["freq"], r.Field["word"])
		}
		d.Words = append(d.Words, Word{Text: r.Field["word"], Freq: freq, Pos: r.Field["pos"]})
	}
	return nil
}

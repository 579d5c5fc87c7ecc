package ingest

import "strings"

// brokenText puts rows together whose text held a line end without quotes: 1,路坏了⏎很久了,2014-03-10. It does so only where the
// columns behind the text prove it: the pieces give exactly the header's width, and the time can be read.
type brokenText struct {
	cells  []string
	row    int
	pieces []bufferedRow // as they stood, should they turn out to be rows of their own
}

// maxPieces is how many lines one text can be broken into.
const maxPieces = 50

// textBreaks says that rows of this table can be told to be broken: a time stands behind the only text.
func (l *layout) textBreaks() bool {
	return l.headerRow > 0 && len(l.text) == 1 && len(l.time) > 0 && l.time[0] > l.text[0] && l.text[0] > 0
}

// add takes the next row. held: it was kept, or made part of the row in whole; apart are rows that were kept for nothing and go
// before it.
func (t *brokenText) add(l *layout, times timeReader, cells []string, row int) (apart []bufferedRow, whole *bufferedRow, held bool) {
	at := l.text[0]
	piece := bufferedRow{cells: append([]string(nil), cells...), row: row}
	if len(t.pieces) > 0 {
		joined := append([]string(nil), t.cells...)
		joined[at] += "\n" + cells[0]
		joined = append(joined, cells[1:]...)
		switch {
		case len(joined) == len(l.header):
			_, ok := times.read(joined[l.time[0]])
			if _, own := times.read(l.first(cells, l.time)); ok && !own {
				whole = &bufferedRow{cells: joined, row: t.row}
				t.pieces = nil
				return nil, whole, true
			}
		case len(joined) == at+1 && len(t.pieces) < maxPieces:
			t.cells, t.pieces = joined, append(t.pieces, piece)
			return nil, nil, true
		}
		apart, t.pieces = t.pieces, nil
	}
	if len(cells) == at+1 && strings.TrimSpace(cells[at]) != "" {
		t.cells, t.row, t.pieces = piece.cells, row, []bufferedRow{piece}
		return apart, nil, true
	}
	return apart, nil, false
}

// flush gives the rows that were kept.
func (t *brokenText) flush() []bufferedRow {
	apart := t.pieces
	t.pieces = nil
	return apart
}

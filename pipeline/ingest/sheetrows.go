package ingest

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"sifeng/pipeline/comment"
)

// sheetRows gives the rows of a sheet as a stream: numbers and dates as they are stored, texts as they are read. encoding/xml would
// read the same, in three times the time.
type sheetRows struct {
	x       *xmlReader
	texts   *sharedTexts
	inside  bool // of sheetData
	row     int  // number of the last row given
	held    int  // number of the row that waits while the blank ones before it are given; 0: none
	cells   []string
	heldErr error
	scratch []byte
	places  []cellPlace
	// unsaved counts formulas without the value that they gave: programs write such files, and only a spreadsheet can work it out.
	unsaved int
}

// noResult stands in a cell for a formula without the value that it gave. It is blank like any cell of invisible characters, which nobody
// types in this order, but where a row has no text it tells why.
const noResult = "\u2060\u200b\u2060"

// cellPlace is where a cell's value lies: in the row's scratch, or for a shared text at its number.
type cellPlace struct {
	column   int
	from, to int
	shared   int // -1: it is no shared text
}

func newSheetRows(r io.Reader, texts *sharedTexts) *sheetRows {
	return &sheetRows{x: newXMLReader(r), texts: texts}
}

// next gives a row and its number; blank rows that the sheet leaves out are given too. The cells are valid until the next call.
func (s *sheetRows) next() ([]string, int, error) {
	if s.held == 0 {
		if err := s.read(); err != nil {
			if errors.Is(err, io.EOF) {
				return nil, s.row, err
			}
			return nil, s.row, damagedBehind(s.row, err)
		}
	}
	s.row++
	if s.row < s.held {
		return nil, s.row, nil
	}
	s.held = 0
	return s.cells, s.row, s.heldErr
}

// read goes on to the next row element and reads it.
func (s *sheetRows) read() error {
	for {
		token, err := s.x.next()
		if err != nil {
			return err
		}
		switch {
		case token.kind == xmlStart && string(token.name) == "sheetData":
			s.inside = !token.empty
		case token.kind == xmlEnd && string(token.name) == "sheetData":
			s.inside = false
		case token.kind == xmlStart && s.inside && string(token.name) == "row":
			return s.readRow(token)
		}
	}
}

func (s *sheetRows) readRow(start xmlToken) error {
	number, numbered := 0, false
	start.attributes(func(name, value []byte) {
		if string(name) == "r" {
			number, numbered = smallNumber(value), true
		}
	})
	if !numbered || number > 0 && number <= s.row {
		number = s.row + 1
	}
	if number < 1 || number > excelize.TotalRows {
		return comment.Say("%v：行号超出范围", "%v: a row that no sheet has", errXML)
	}
	s.held, s.heldErr, s.scratch, s.places = number, nil, s.scratch[:0], s.places[:0]
	if !start.empty {
		column := -1
		for depth := len(s.x.ends); len(s.x.ends) >= depth; {
			token, err := s.x.next()
			if err != nil {
				return tooSoon(err)
			}
			if token.kind != xmlStart {
				continue
			}
			if string(token.name) != "c" {
				if err := s.x.skip(token); err != nil {
					return err
				}
				continue
			}
			if column, err = s.readCell(token, column+1); err != nil {
				return err
			}
			if len(s.scratch) > maxXMLToken {
				return errXMLSize()
			}
		}
	}
	return s.settle()
}

// readCell reads one cell; column is where it stands if it does not say so. It gives the column.
func (s *sheetRows) readCell(start xmlToken, column int) (int, error) {
	var kind byte // of the types s, inlineStr, str, n, b, e, d: its first letter, but S for str
	start.attributes(func(name, value []byte) {
		switch string(name) {
		case "r":
			if c := columnOf(value); c >= 0 {
				column = c
			}
		case "t":
			if len(value) > 0 {
				kind = value[0]
			}
			if len(value) > 1 && kind == 's' {
				kind = 'S'
			}
		}
	})
	if column >= excelize.MaxColumns {
		return 0, comment.Say("%v：列号超出范围", "%v: a column that no sheet has", errXML)
	}
	if start.empty {
		return column, nil
	}
	place := cellPlace{column: column, from: len(s.scratch), shared: -1}
	inValue, rich, valued, formula := 0, false, false, false
	for depth := len(s.x.ends); len(s.x.ends) >= depth; {
		token, err := s.x.next()
		if err != nil {
			return 0, tooSoon(err)
		}
		switch token.kind {
		case xmlStart:
			switch {
			case string(token.name) == "v" && !rich:
				valued = true
				if !token.empty {
					inValue = len(s.x.ends)
				}
			case string(token.name) == "is" && !token.empty:
				rich = true
				if s.scratch, err = s.x.richText(s.scratch[:place.from]); err != nil {
					return 0, err
				}
			default:
				formula = formula || string(token.name) == "f"
				if err := s.x.skip(token); err != nil {
					return 0, err
				}
			}
		case xmlEnd:
			if len(s.x.ends) < inValue {
				inValue = 0
			}
		case xmlText:
			if inValue > 0 {
				if s.scratch, err = token.appendText(s.scratch); err != nil {
					return 0, err
				}
				if len(s.scratch) > maxXMLToken {
					return 0, errXMLSize()
				}
			}
		}
	}
	if formula && !rich && (!valued || kind != 'S' && len(s.scratch) == place.from) { // of a text, nothing may be the result
		s.unsaved++
		s.scratch, kind = append(s.scratch[:place.from], noResult...), 0
	}
	switch {
	case kind == 'd': // a spreadsheet shows 2014-03-10T09:05:00Z as it stands, wherever it is
		s.scratch = bytes.TrimSuffix(s.scratch, []byte("Z"))
	case rich || kind == 'S' || kind == 'i':
		s.scratch = appendEscaped(s.scratch[:place.from], s.scratch[place.from:])
	case kind == 's':
		value := bytes.TrimSpace(s.scratch[place.from:])
		if len(value) == 0 {
			break
		}
		if place.shared = smallNumber(value); place.shared < 0 {
			place.shared = maxTexts
		}
		s.scratch = s.scratch[:place.from]
	}
	place.to = len(s.scratch)
	if place.to > place.from || place.shared >= 0 {
		s.places = append(s.places, place)
	}
	return column, nil
}

// settle makes the cells of the row that was read.
func (s *sheetRows) settle() error {
	row := string(s.scratch)
	if !utf8.ValidString(row) {
		row = ""
	}
	s.cells = s.cells[:0]
	for _, p := range s.places {
		for len(s.cells) <= p.column {
			s.cells = append(s.cells, "")
		}
		var value string
		switch {
		case p.shared >= 0:
			var err error
			if value, err = s.texts.at(p.shared); errors.Is(err, errNoSuchText) {
				s.heldErr = rowError{reasonNoSharedText}
				return nil
			} else if err != nil {
				return err
			}
		case row != "":
			value = row[p.from:p.to]
		default:
			value = valid(string(s.scratch[p.from:p.to]))
		}
		here := s.cells[p.column]
		if value == "" || value == noResult && here != "" {
			continue
		}
		if here != "" && here != noResult {
			return comment.Say("%v：第 %[2]d 行有重复的单元格", "%v: a cell stands twice in row %d", errXML, s.held)
		}
		s.cells[p.column] = value
	}
	return nil
}

// columnOf gives the 0-based column of a cell's reference, 1 of B7; -1: it is none.
func columnOf(ref []byte) int {
	n := 0
	for i, b := range ref {
		switch {
		case b >= 'a' && b <= 'z':
			b -= 'a' - 'A'
			fallthrough
		case b >= 'A' && b <= 'Z':
			if n = n*26 + int(b-'A') + 1; n > excelize.MaxColumns {
				return excelize.MaxColumns
			}
		case b == '$':
		default:
			if i == 0 {
				return -1
			}
			return n - 1
		}
	}
	return n - 1
}

// smallNumber reads a number of at most nine digits; -1: it is none.
func smallNumber(b []byte) int {
	if len(b) > 9 {
		return -1
	}
	n, err := strconv.Atoi(string(b))
	if err != nil || n < 0 {
		return -1
	}
	return n
}

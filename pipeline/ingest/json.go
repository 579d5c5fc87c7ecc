package ingest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"sifeng/pipeline/comment"
)

// jsonReader gives objects as rows of a table whose columns are the keys in the order they first came.
type jsonReader struct {
	lines *bufio.Reader // jsonl
	array *jsonArrays   // json
	row   int
	keys  []string
	index map[string]int
	cells []string
	lists bool // the object holds lists of objects, which have no place in a table
	texts bool // and one of these has a text
	known *jsonKeys

	nested bool // an object was rejected for its lists, in which texts stand
	wordy  bool // it has a long text of its own
}

func (b *builder) readJSON(in *Input, seen survey, array bool) ([]comment.Source, error) {
	f := in.Reader()
	r := &jsonReader{index: map[string]int{}, known: newJSONKeys(b.names, b.o.Map)}
	if array {
		r.array = newJSONArrays(seen.decoder(f))
	} else {
		r.lines = bufio.NewReaderSize(seen.decoder(f), 1<<16)
	}
	s := &sheet{source: b.newSource("", seen.label()), times: timeReader{year: b.o.Year}}
	sample, err := readSample(r)
	ended := errors.Is(err, io.EOF)
	if err != nil && !ended {
		return nil, err
	}
	empty := array && ended && r.row == 1 && !r.array.spoke
	switch {
	case empty && !r.array.found:
		return nil, ErrEmpty
	case !empty && len(r.keys) == 0:
		return nil, faulty(reasonNoObjects, "没有一行是 JSON 对象：要每行一个对象（{\"编号\": …, \"内容\": …}），或一个对象数组", "no line is a JSON object: want one object a line ({\"编号\": …, \"内容\": …}), or an array of objects")
	}
	s.layout = &layout{headerRow: 0}
	if empty {
		s.layout.resolve()
	} else if err := s.layout.assign(b.names, b.o.Map, append([]string(nil), r.keys...), sample, false); err != nil {
		lists := slices.ContainsFunc(sample, func(r bufferedRow) bool { return r.broken == reasonLists || r.broken == reasonTextInLists })
		if lists && !array && !r.wordy {
			return b.readJSON(in, seen, true) // each line is an object around arrays
		}
		if r.nested && errors.Is(err, ErrNoComments) && !errors.As(err, new(*UnknownColumnsError)) {
			return nil, faulty(reasonInLists, "没有一个对象自己有正文，正文在它们的列表里：请拆出来，每条意见一个对象", "no object has a text of its own, the texts stand in lists within them: take these out, one object for each comment")
		}
		if reason := garbledTable(sample); reason != nil {
			return nil, errGarbled(reason)
		}
		if b.o.inspect != nil {
			b.o.inspect.addUnknown(s, sample, err)
		}
		return nil, err
	}
	b.begin(s)
	if b.o.inspect != nil {
		b.o.inspect.add(b, s, sample)
		return []comment.Source{s.source}, nil
	}
	if err := b.rows(s, sample, growing{r, b, s}, ended); err != nil {
		return nil, err
	}
	if err := b.finish(s); err != nil {
		return nil, err
	}
	return []comment.Source{s.source}, nil
}

// oneObject tells a file that is a single object from jsonl: its first line does not stand alone, or no other follows. One line that holds words and no
// lists or objects is jsonl: one comment.
func oneObject(head []byte) bool {
	line, rest, _ := bytes.Cut(bytes.TrimSpace(head), []byte("\n"))
	var values map[string]any
	if json.Unmarshal(line, &values) != nil {
		return true
	}
	if len(rest) > 0 {
		return false
	}
	words := false
	for _, v := range values {
		switch v := v.(type) {
		case []any, map[string]any:
			return true
		case string:
			words = words || hanCount(v) > 0
		}
	}
	return !words
}

// growing adds columns for keys that come only behind the sample: a private one must be known as such.
type growing struct {
	*jsonReader
	b *builder
	s *sheet
}

func (g growing) next() ([]string, int, error) {
	cells, row, err := g.jsonReader.next()
	if l := g.s.layout; err == nil && len(g.keys) > len(l.columns) {
		for i := len(l.columns); i < len(g.keys); i++ {
			c := Column{Index: i, Header: g.keys[i]}
			if m, ok := g.b.names.match(c.Header); ok && m.field != FieldID {
				c.Field, c.rank, c.Why = m.field, m.rank, whyName
			}
			l.columns = append(l.columns, c)
			l.header = append(l.header, c.Header)
		}
		g.s.long.columns = g.b.names.watchUnused(l.columns).columns
		id := l.id
		l.resolve()
		l.id = id
	}
	return cells, row, err
}

func (r *jsonReader) next() ([]string, int, error) {
	r.row++
	for i := range r.cells {
		r.cells[i] = ""
	}
	r.lists, r.texts = false, false
	if r.array != nil {
		return r.element()
	}
	line, err := r.line()
	if err != nil {
		return nil, r.row, err
	}
	if isBlank(string(line)) {
		return nil, r.row, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.UseNumber()
	if !json.Valid(line) {
		return nil, r.row, rowError{reasonNoObject}
	}
	if err := r.object(decoder); err != nil {
		return nil, r.row, rowError{reasonNoObject}
	}
	return r.read()
}

// read gives the object that was read. One of nothing but lists of objects is not blank: they may be comments. So are texts in them, which are not
// dropped for that of the object.
func (r *jsonReader) read() ([]string, int, error) {
	r.nested = r.nested || r.texts
	switch {
	case r.lists && blankRow(r.cells):
		return nil, r.row, rowError{reasonLists}
	case r.texts:
		r.wordy = r.wordy || slices.ContainsFunc(r.cells, func(cell string) bool { return hanCount(cell) >= longCellHan })
		return nil, r.row, rowError{reasonTextInLists}
	}
	return r.cells, r.row, nil
}

// holdsObject says whether a value is an object or a list that holds one at some depth.
func holdsObject(value any) bool {
	if list, ok := value.([]any); ok {
		return slices.ContainsFunc(list, holdsObject)
	}
	_, ok := value.(map[string]any)
	return ok
}

func (r *jsonReader) line() ([]byte, error) {
	var long []byte
	for {
		part, err := r.lines.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			if long = append(long, part...); len(long) > maxLineBytes {
				return nil, faulty(reasonLongLine, "第 %d 行超过 %d MB：要每行一个对象", "line %d is longer than %d MB: want one object a line", r.row, maxLineBytes>>20)
			}
			continue
		}
		if err == io.EOF && len(part)+len(long) > 0 {
			err = nil
		}
		if long != nil {
			return append(long, part...), err
		}
		return part, err
	}
}

// jsonProblem keeps an error's position and drops what it quotes of the file.
func jsonProblem(err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return comment.Say("第 %d 字节处", "at byte %d", syntax.Offset)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// object puts the values of one object into their cells.
func (r *jsonReader) object(d *json.Decoder) error {
	open, err := d.Token()
	if err != nil || open != json.Delim('{') {
		return comment.Say("不是对象", "no object")
	}
	return r.members(d)
}

// members reads an object behind its opening brace.
func (r *jsonReader) members(d *json.Decoder) error {
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return err
		}
		key, _ := token.(string)
		var value any
		if err := d.Decode(&value); err != nil {
			return err
		}
		r.set(key, value, false)
	}
	_, err := d.Token()
	return err
}

// maxKeys bounds the columns: beyond it an object's keys are data, not names.
const maxKeys = 1000

// set puts a value under its key; what is inside an object goes under key.inner. It is quiet if what stands around it is no resident's.
func (r *jsonReader) set(key string, value any, quiet bool) {
	quiet = quiet || r.known.isNoResidents(key)
	if inner, ok := value.(map[string]any); ok {
		for _, k := range slices.Sorted(maps.Keys(inner)) {
			r.set(key+"."+k, inner[k], quiet)
		}
		return
	}
	if list, ok := value.([]any); ok && slices.ContainsFunc(list, holdsObject) {
		r.lists = true
		r.texts = r.texts || !quiet && r.known.holdText(list)
	}
	i, ok := r.index[key]
	if !ok {
		if len(r.keys) == maxKeys {
			return
		}
		i = len(r.keys)
		r.index[key] = i
		r.keys = append(r.keys, key)
	}
	for len(r.cells) <= i {
		r.cells = append(r.cells, "")
	}
	if list, ok := value.([]any); ok && r.known.sense(key).text {
		r.cells[i] = asMinutes(list)
	} else {
		r.cells[i] = jsonCell(value)
	}
}

// asMinutes writes a list of texts as minutes write several opinions: each on a line of its own, behind its number.
func asMinutes(list []any) string {
	var texts []string
	for _, x := range list {
		if text := strings.TrimSpace(jsonCell(x)); text != "" {
			texts = append(texts, text)
		}
	}
	if len(texts) > 1 {
		for i := range texts {
			texts[i] = fmt.Sprintf("%d、%s", i+1, texts[i])
		}
	}
	return strings.Join(texts, "\n")
}

// jsonCell is a value as a cell: lists of words are joined, lists of objects have no place in a table.
func jsonCell(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return fmt.Sprint(v)
	case []any:
		var parts []string
		for _, x := range v {
			if s := jsonCell(x); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, "、")
	}
	return ""
}

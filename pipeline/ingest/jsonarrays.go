package ingest

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
)

// jsonArrays is a file of arrays of objects: one or more of them one after the other, or as values of the object around them, as web
// services answer. Other values of such an object, among them arrays of no objects, are passed over, but an object that holds a text of its own
// is told.
type jsonArrays struct {
	*json.Decoder
	limit  *io.LimitedReader // what one element may still take
	around []objectAround    // from the outermost
	key    string            // of the last value in them
	named  bool              // that value is still to come
	within bool              // an array
	gave   bool              // the array gave an element
	found  bool              // the object around held an array of objects, or an empty one
	bare   bool              // an array stood by itself: an object by itself behind it is an element

	skipped int             // values of the array before its first object
	first   json.RawMessage // that object, until they are told
	words   bool            // one of the values is a text
	spoke   bool            // an array of other things, or a word, was passed over
	beside  int             // objects around that held texts, until they are told
}

// objectAround is one around the arrays, or beside them.
type objectAround struct {
	quiet bool // its texts are no residents'
	text  bool // it holds one beside the arrays
}

// fullReader reads as much as there is room for: the decoder looks at white space anew each time that it gets more.
type fullReader struct{ in io.Reader }

func (r fullReader) Read(p []byte) (n int, err error) {
	for n < len(p) && err == nil {
		var more int
		more, err = r.in.Read(p[n:])
		n += more
	}
	return n, err
}

func newJSONArrays(in io.Reader) *jsonArrays {
	limit := &io.LimitedReader{R: fullReader{in}}
	d := json.NewDecoder(limit)
	d.UseNumber()
	return &jsonArrays{Decoder: d, limit: limit}
}

// element reads the next object of the arrays. Broken JSON ends the reading: nothing behind it can be told apart.
func (r *jsonReader) element() ([]string, int, error) {
	a := r.array
	for {
		if raw := a.first; raw != nil {
			if a.skipped > 0 {
				a.skipped--
				return nil, r.row, rowError{reasonNoObject}
			}
			a.first = nil
			return r.value(raw)
		}
		if a.beside > 0 && len(a.around) == 0 {
			a.beside--
			return nil, r.row, rowError{reasonBesideArrays}
		}
		a.limit.N = maxLineBytes
		if a.within && a.More() {
			var raw json.RawMessage
			if err := a.Decode(&raw); err != nil {
				return nil, r.row, r.brokenIn(err)
			}
			if a.passesOver(raw) {
				a.skipped++
				a.spoke = true
				a.words = a.words || r.known.isText(a.key, wordOf(raw))
				continue
			}
			a.gave, a.found = true, true
			if a.skipped > 0 {
				a.first = raw
				continue
			}
			return r.value(raw)
		}
		token, err := a.Token()
		if a.ends(err) {
			return nil, r.row, io.EOF
		}
		if err != nil {
			return nil, r.row, r.brokenBehind(err)
		}
		if token == json.Delim('{') && len(a.around) == 0 && a.bare {
			return r.bareObject()
		}
		if err := r.step(token); err != nil {
			return nil, r.row, err
		}
	}
}

// value reads an element.
func (r *jsonReader) value(raw json.RawMessage) ([]string, int, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := r.object(d); err != nil {
		return nil, r.row, rowError{reasonNoObject}
	}
	return r.read()
}

// step follows one token outside the elements.
func (r *jsonReader) step(token json.Token) error {
	a := r.array
	if key, ok := token.(string); ok && len(a.around) > 0 && !a.named {
		a.key, a.named = key, true
		return nil
	}
	switch token {
	case json.Delim('['):
		a.within, a.gave, a.skipped, a.words = true, false, 0, false
		a.bare = a.bare || len(a.around) == 0
		a.found = a.found || !a.More()
	case json.Delim(']'):
		a.within = false
		if a.words && !a.gave {
			a.around[len(a.around)-1].text = true
		}
	case json.Delim('{'):
		if len(a.around) == 0 {
			a.found = false
		}
		a.around = append(a.around, objectAround{quiet: a.named && (r.known.isNoResidents(a.key) || a.around[len(a.around)-1].quiet)})
	case json.Delim('}'):
		ended := a.around[len(a.around)-1]
		a.around = a.around[:len(a.around)-1]
		if ended.text && !ended.quiet {
			a.beside++
		}
		if len(a.around) == 0 && !a.found {
			return r.noElements()
		}
	default:
		if len(a.around) == 0 {
			return r.noElements()
		}
		word := jsonCell(token)
		a.spoke = a.spoke || hanCount(word) > 0
		if r.known.isText(a.key, word) {
			a.around[len(a.around)-1].text = true
		}
	}
	a.named = false
	return nil
}

// ends tells the end of the file, where it may end, from the limit and from a file cut short.
func (a *jsonArrays) ends(err error) bool {
	return errors.Is(err, io.EOF) && len(a.around) == 0 && !a.within && a.limit.N > 0
}

// passesOver tells a value in an array that is no array of objects but one of the other values in the object around it.
func (a *jsonArrays) passesOver(raw json.RawMessage) bool {
	list := raw[0] == '[' && bytes.IndexByte(raw, '{') >= 0
	return len(a.around) > 0 && !a.gave && raw[0] != '{' && !list
}

// wordOf is a value of an array as a cell.
func wordOf(raw json.RawMessage) string {
	var value any
	if err := json.Unmarshal(raw, &value); err != nil {
		return ""
	}
	return jsonCell(value)
}

// bareObject reads an object that stands behind an array, as one of JSON lines. It must have something in common with the elements before
// it: else it may be the object around another array.
func (r *jsonReader) bareObject() ([]string, int, error) {
	known := len(r.keys)
	if err := r.members(r.array.Decoder); err != nil {
		return nil, r.row, r.brokenIn(err)
	}
	filled := func(cell string) bool { return cell != "" }
	if known > 0 && len(r.keys) > known && !slices.ContainsFunc(r.cells[:known], filled) {
		return nil, r.row, r.noElements()
	}
	return r.read()
}

// noElements says that what was just read holds no elements, or not in a way that is known.
func (r *jsonReader) noElements() error {
	if r.row == 1 {
		return faulty(reasonNoObjects, "要一个对象数组，或每行一个对象（{\"编号\": …, \"内容\": …}）", "want an array of objects, or one object a line ({\"编号\": …, \"内容\": …})")
	}
	return faulty(reasonBrokenJSON, "第 %d 个元素之后还有别的内容，不是对象数组：请把它移出文件，或放进同一个数组", "something else than an array of objects stands behind element %d: take it out of the file, or put it into the same array", r.row-1)
}

func (r *jsonReader) brokenIn(err error) error {
	if r.array.limit.N <= 0 {
		return r.tooLarge()
	}
	return faulty(reasonBrokenJSON, "第 %d 个元素 JSON 有错：%v", "broken JSON in element %d: %v", r.row, jsonProblem(err))
}

func (r *jsonReader) brokenBehind(err error) error {
	switch {
	case r.array.limit.N <= 0:
		return r.tooLarge()
	case r.row == 1:
		return faulty(reasonBrokenJSON, "JSON 有错：%v", "broken JSON: %v", jsonProblem(err))
	}
	return faulty(reasonBrokenJSON, "第 %d 个元素之后 JSON 有错：%v", "broken JSON behind element %d: %v", r.row-1, jsonProblem(err))
}

func (r *jsonReader) tooLarge() error {
	return faulty(reasonLongLine, "第 %d 个元素超过 %d MB，不是一条意见", "element %d is larger than %d MB: it is no single comment", r.row, maxLineBytes>>20)
}

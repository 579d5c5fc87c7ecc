package ingest

import (
	"regexp"
	"sort"
	"strconv"
	"strings"
	"time"
)

// fragmentMark is what a network puts before the parts of a long message: 【1/2】, (1/2), [1/2].
var fragmentMark = regexp.MustCompile(`^\s*[【\[(（]\s*(\d{1,2})\s*/\s*(\d{1,2})\s*[】\])）]`)

const (
	maxFragments  = 20
	fragmentReach = 200 // rows within which the parts of one message are looked for
	fragmentTime  = 24 * time.Hour
)

// smsJoiner puts the parts of long messages together again. They may come in any order, between those of other senders.
type smsJoiner struct {
	open []*fragments // in the order of their first rows
}

// fragments are the parts of one message that have come so far.
type fragments struct {
	sender string
	total  int
	parts  map[int]record
	first  int // row of the first that came
	lastAt int // row of the last that came
}

// fragmentOf reads the mark of a part.
func fragmentOf(text string) (n, total int, rest string, ok bool) {
	m := fragmentMark.FindStringSubmatchIndex(text)
	if m == nil {
		return 0, 0, text, false
	}
	n, _ = strconv.Atoi(text[m[2]:m[3]])
	total, _ = strconv.Atoi(text[m[4]:m[5]])
	if n < 1 || total < 2 || n > total || total > maxFragments {
		return 0, 0, text, false
	}
	return n, total, strings.TrimSpace(text[m[1]:]), true
}

// add takes a record. fragment: it is part of a message and was kept. ready are messages that are complete, or that waited too long
// and go as they are.
func (j *smsJoiner) add(r record) (ready []record, fragment bool) {
	n, total, rest, ok := fragmentOf(r.comment.Text)
	if ok {
		r.marked = r.comment.Text
		r.comment.Text = dropInnerMarks(rest, total)
	}
	if len(j.open) > 0 {
		ready = j.expire(r.last, ok)
	}
	if !ok {
		return ready, false
	}
	if rest != r.comment.Text {
		return append(ready, r), true // all parts stood in one cell
	}
	for i, f := range j.open {
		// Without a sender only neighbouring rows can be known to belong together.
		if f.sender != r.comment.Submitter || f.total != total || f.sender == "" && r.last-f.lastAt > 1 {
			continue
		}
		if _, taken := f.parts[n]; taken || !near(f, r) {
			continue
		}
		f.parts[n], f.lastAt = r, r.last
		if len(f.parts) == total {
			j.open = append(j.open[:i:i], j.open[i+1:]...)
			ready = append(ready, f.joined())
		}
		return ready, true
	}
	j.open = append(j.open, &fragments{sender: r.comment.Submitter, total: total, parts: map[int]record{n: r}, first: r.last, lastAt: r.last})
	return ready, true
}

func near(f *fragments, r record) bool {
	for _, p := range f.parts {
		a, b := p.comment.ReceivedAt, r.comment.ReceivedAt
		if !a.IsZero() && !b.IsZero() && a.Sub(b).Abs() > fragmentTime {
			return false
		}
	}
	return true
}

// expire lets go of messages whose missing parts no longer come.
func (j *smsJoiner) expire(row int, fragment bool) (ready []record) {
	kept := j.open[:0]
	for _, f := range j.open {
		if row-f.first > fragmentReach || f.sender == "" && (row-f.lastAt > 1 || !fragment) {
			ready = append(ready, f.single()...)
		} else {
			kept = append(kept, f)
		}
	}
	j.open = kept
	return ready
}

func (j *smsJoiner) flush() (ready []record) {
	for _, f := range j.open {
		ready = append(ready, f.single()...)
	}
	j.open = nil
	return ready
}

// joined is one record of all parts: it has the id, time and place of the first part.
func (f *fragments) joined() record {
	var text strings.Builder
	whole := f.parts[1]
	whole.answers = nil // the text holds those of all parts
	for n := 1; n <= f.total; n++ {
		p := f.parts[n]
		text.WriteString(p.comment.Text)
		if n > 1 {
			whole.comment.Private = append(whole.comment.Private, p.comment.Private...)
		}
	}
	whole.comment.Text = text.String()
	whole.merged = f.total - 1
	return whole
}

// single are the parts one by one as they were written, in the order of their rows.
func (f *fragments) single() []record {
	var out []record
	for _, p := range f.parts {
		p.comment.Text = p.marked
		out = append(out, p)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].last < out[j].last })
	return out
}

// dropInnerMarks takes the marks out of a message whose parts stand in one cell.
func dropInnerMarks(text string, total int) string {
	at := strings.IndexAny(text, "【[(（")
	if at < 0 {
		return text
	}
	for n := 2; n <= total; n++ {
		mark := regexp.MustCompile(`\s*[【\[(（]\s*` + strconv.Itoa(n) + `\s*/\s*` + strconv.Itoa(total) + `\s*[】\])）]\s*`)
		text = mark.ReplaceAllString(text, "")
	}
	return text
}

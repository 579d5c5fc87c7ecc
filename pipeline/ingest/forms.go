package ingest

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"sifeng/pipeline/comment"
)

// formChannel is that of opinion forms. A table that asks about the winds is one.
const formChannel = "ch.form"

const symposiumChannel = "ch.symposium"

// opinionRank stands between whole names and those that a column only contains.
const opinionRank = 500

// opinionOn gives the body that a form's column asks about: 民政局 of 对民政局的意见建议.
func opinionOn(key string) string {
	body, ok := strings.CutPrefix(key, "对")
	if !ok {
		return ""
	}
	for _, end := range [...]string{"的意见和建议", "的意见建议", "的意见", "的建议", "意见和建议", "意见建议", "意见", "建议"} {
		if b, ok := strings.CutSuffix(body, end); ok && b != "" {
			return b
		}
	}
	return ""
}

// windColumn is the name of a form's column that asks about one of the four winds: 形式主义方面, 官僚主义方面存在的问题. A bare 形式主义 may be a count.
var windColumn = regexp.MustCompile(`^(?:在|存在的?)?((?:形式主义|官僚主义|享乐主义|奢靡之风|奢靡)(?:方面)?)(?:(?:存在|突出|主要|具体)的?)*的?(?:方面|问题|表现|情况|意见和建议|意见建议|意见|建议)*$`)

// bareWinds are the names of the winds alone, above answers or above numbers of cases.
var bareWinds = map[string]bool{"形式主义": true, "官僚主义": true, "享乐主义": true, "奢靡之风": true, "奢靡": true}

// isAnswered says whether a column below the bare name of a wind holds answers, or words for there being none, and not only numbers and ticks.
func (h *headerNames) isAnswered(column int, data []bufferedRow) bool {
	const fewest = 4 // Chinese characters of an answer
	return slices.ContainsFunc(data, func(r bufferedRow) bool {
		if column >= len(r.cells) {
			return false
		}
		n := hanCount(r.cells[column])
		return n >= fewest && !isCount(r.cells[column]) || n > 0 && h.isNothing(r.cells[column])
	})
}

// windOn gives the wind that a form's column asks about, or nothing.
func windOn(key string) string {
	m := windColumn.FindStringSubmatch(key)
	if m == nil {
		return ""
	}
	if bareWinds[key] {
		return ""
	}
	return m[1]
}

// answer is what a row of a form says in one of its columns.
type answer struct {
	about string // the body or wind that the column asks about; empty: nothing in particular
	wind  bool   // about is one of the four winds: the office's word, and no part of the opinion
	text  string
}

// asked is the answer behind the body that it is about.
func (a answer) asked() string {
	if a.about == "" {
		return a.text
	}
	return "对" + a.about + "：" + a.text
}

// answers gives what a row says in each column of text. What says nothing is left out beside other answers, unless the column asks about a body.
func (b *builder) answers(s *sheet, cells []string) (said []answer) {
	var nothing []answer
	for _, i := range s.layout.text {
		c := s.layout.columns[i]
		a := answer{about: c.About, wind: c.Wind, text: b.cell(s, []int{i}, cells)}
		switch {
		case a.text == "":
		case (c.About == "" || c.Wind) && b.names.saysNothing(a.text):
			nothing = []answer{{text: b.names.onlyNothing(a.text)}}
		default:
			said = append(said, a)
		}
	}
	if len(said) == 0 {
		return nothing
	}
	return said
}

// maxNothing is above what a list of answers that say nothing takes, in bytes.
const maxNothing = 120

// firstMarks are what the first number of a list begins with.
const firstMarks = "1１一(（【[〔①⑴⒈㈠❶第其"

// onlyNothing gives an answer that says nothing without its numbers, 无 of 1.无 2.无; of another it gives the text.
func (h *headerNames) onlyNothing(text string) string {
	if first, _ := utf8.DecodeRuneInString(text); len(text) > maxNothing || !strings.ContainsRune(firstMarks, first) {
		return text
	}
	parts := numberedOpinions(text)
	if len(parts) == 1 { // 1.无 alone
		if mark := loneMark.FindString(text); mark != "" {
			parts[0] = strings.TrimSpace(text[len(mark):])
		}
	}
	for _, p := range parts {
		if !h.isNothing(p) {
			return text
		}
	}
	if len(parts) == 0 {
		return text
	}
	return parts[0]
}

func (h *headerNames) saysNothing(text string) bool { return h.isNothing(h.onlyNothing(text)) }

// loneMark is the first number of a list that has no other.
var loneMark = regexp.MustCompile(`^\s*(?:[1１一][、.．）)]|[（(][1１一][）)]|①|⑴|⒈)\s*`)

// joinAnswers is the text of a record that is not split: the answers one below the other. questions says whether what was asked about the winds
// stands before them.
func joinAnswers(answers []answer, questions bool) string {
	lines := make([]string, len(answers))
	for i, a := range answers {
		if lines[i] = a.asked(); a.wind && !questions {
			lines[i] = a.text
		}
	}
	return strings.Join(lines, "\n")
}

// opinionsOf cuts a record of minutes or of a form into its opinions: answers were given apart, and each may hold several.
func (b *builder) opinionsOf(r record) (parts []string) {
	answers := r.answers
	if answers == nil {
		answers = []answer{{text: r.comment.Text}}
	}
	for _, a := range answers {
		for _, opinion := range opinions(b.names.onlyNothing(a.text)) {
			if at := targetMark.FindStringSubmatchIndex(opinion); !a.wind && (at == nil || at[2] > 0) {
				opinion = answer{about: a.about, text: opinion}.asked()
			}
			parts = append(parts, b.opinion(opinion))
		}
	}
	return parts
}

// windAsked is a question about one of the winds before what is said of it.
var windAsked = regexp.MustCompile(`^对(?:形式主义|官僚主义|享乐主义|奢靡之风|奢靡)(?:方面)?：`)

// opinion takes the question off an answer that says nothing, so that 对民政局：无 is known for the 无 that it is.
// What a form asked about a wind goes too: it is the office's word and not the writer's.
func (b *builder) opinion(text string) string {
	if m := windAsked.FindString(text); m != "" {
		text = text[len(m):]
	}
	if m := targetMark.FindStringSubmatchIndex(text); m != nil && m[2] == 0 {
		if rest := strings.TrimSpace(text[m[3]:]); b.names.isNothing(rest) {
			return rest
		}
	}
	return text
}

// maxFormRows bounds a sheet that is one form.
const maxFormRows = 80

// asForm reads a sheet that is one form, each value beside or below its name: a table of one row.
func asForm(names *headerNames, m *Mapping, sample []bufferedRow, merged bool) (*layout, []bufferedRow, error) {
	var header, cells []string
	at, text := 0, false
	label := func(c string) (headerMatch, bool) {
		found, ok := names.match(c)
		return found, ok && len(c) <= 2*longestName && (found.exact || found.rank == opinionRank)
	}
	add := func(name, value string, row int) {
		if at == 0 {
			at = row
		}
		header, cells = append(header, name), append(cells, value)
		if found, _ := label(name); found.field == FieldText && hanCount(value) > 1 && !isCount(value) {
			text = true
		}
	}
	for i, r := range sample {
		waiting, answered := "", "" // the name that no value stands behind yet, and the name of a text that one does
		for _, c := range r.cells {
			switch _, named := label(c); {
			case isBlank(c):
			case named:
				waiting, answered = c, ""
			case waiting != "":
				add(waiting, c, r.row)
				if found, _ := label(waiting); found.field == FieldText {
					if answered = waiting; bareWinds[headerKey(waiting)] {
						answered = strings.TrimSpace(waiting) + "方面"
					}
				}
				waiting = ""
			case answered != "": // what another body says of the same
				add(answered, c, r.row)
			}
		}
		if found, _ := label(waiting); waiting != "" && found.field == FieldText && i+1 < len(sample) { // the box below
			if below := only(sample[i+1].cells); below != "" {
				if _, named := label(below); !named {
					add(waiting, below, r.row)
				}
			}
		}
	}
	if !text || len(header) < 2 {
		return nil, nil, ErrNoComments
	}
	l := &layout{headerRow: at}
	data := []bufferedRow{{cells: cells, row: at}}
	if err := l.assign(names, m, header, data, merged); err != nil {
		return nil, nil, err
	}
	if above := slices.IndexFunc(sample, func(r bufferedRow) bool { return r.row == at }); above > 0 {
		l.heading = titleOf(sample[:above])
	}
	l.notes = append(l.notes, comment.Say("读作一份表：每项的值在名称的右边或下面", "read as one form: each value stands beside or below its name"))
	return l, data, nil
}

// only gives a row's single filled cell; empty: it has none, or several.
func only(cells []string) (found string) {
	for _, c := range cells {
		if isBlank(c) {
			continue
		}
		if found != "" {
			return ""
		}
		found = c
	}
	return found
}

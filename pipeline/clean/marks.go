// Package clean makes a comment safe to store: it normalises the text and replaces whatever could find a person by typed marks.
package clean

import "strings"

// Mark is a kind of private data, and the mark that stands for it in a stored text.
type Mark uint8

// The kinds of private data.
const (
	Mobile      Mark = iota // mobile number
	Landline                // landline number
	IDCard                  // resident identity card
	Passport                // passport
	BankCard                // bank card or account
	Email                   // e-mail address
	WeChat                  // WeChat id
	QQ                      // QQ number, of a person or a group
	Plate                   // number plate
	Door                    // door, unit or house number
	Name                    // personal name
	Surname                 // surname beside a post or form of address
	FileNo                  // number by which another system can find the person: work order, case, petition
	Account                 // id or name on a platform of videos or posts
	IP                      // address of a computer
	Coordinates             // where on the earth something is, exactly
	markCount
)

var markNames = [markCount]string{"手机", "电话", "身份证", "护照", "银行卡", "邮箱", "微信", "QQ", "车牌", "门牌", "姓名", "姓", "编号", "账号", "IP", "坐标"}

var markTexts = func() (texts [markCount]string) {
	for m, name := range markNames {
		texts[m] = "〔" + name + "〕"
	}
	return texts
}()

// String is the mark as it stands in a text, such as 〔手机〕.
func (m Mark) String() string { return markTexts[m] }

// Found tells what Clean removed from one comment. It never holds a value.
type Found struct {
	Marks [markCount]int // how many of each kind were replaced, over all fields
	// OfficialNamed: a full personal name stood beside an official post. Such a comment is restricted.
	OfficialNamed bool
	Converted     bool // the title or text was in traditional characters
}

// Total is the number of replacements.
func (f Found) Total() int {
	n := 0
	for _, k := range f.Marks {
		n += k
	}
	return n
}

// ByMark is the number of replacements by the name of the mark, such as 手机; kinds without any are left out.
func (f Found) ByMark() map[string]int {
	counts := map[string]int{}
	for m, n := range f.Marks {
		if n > 0 {
			counts[markNames[m]] = n
		}
	}
	return counts
}

// hit is one thing to replace: s[start:end] by the mark.
type hit struct {
	start, end int
	mark       Mark
}

// markAt gives the mark that s starts with and its length; length 0: none.
func markAt(s string) (Mark, int) {
	for m, text := range markTexts {
		if strings.HasPrefix(s, text) {
			return Mark(m), len(text)
		}
	}
	return 0, 0
}

// apply replaces the hits, which are in order and do not overlap.
func apply(s string, hits []hit) string {
	if len(hits) == 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 8*len(hits))
	from := 0
	for _, h := range hits {
		b.WriteString(s[from:h.start])
		b.WriteString(markTexts[h.mark])
		from = h.end
	}
	b.WriteString(s[from:])
	return b.String()
}

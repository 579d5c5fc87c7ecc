// Package comment holds the domain types that every stage speaks: what a resident wrote, what the pipeline found in it, and
// what could not be used.
package comment

import (
	"strings"
	"time"
)

// Comment is one resident's comment as it leaves ingest. Nothing in it is safe to store before clean has seen it: Title and Text
// may hold private data, and Private holds the values of the file's private columns.
type Comment struct {
	ID         string    // keyed hash, stable across re-exports; see ingest
	TextKey    string    // keyed hash of the normalised title and text: equal texts have equal keys
	SourceID   string    // the file and sheet it came from
	Row        int       // 1-based row in that sheet, or line in that file
	NativeKey  string    // keyed hash of the number the channel gave it; empty if it gave none
	ReceivedAt time.Time // zero: not known
	Channel    string    // a code of dict's channel register, such as ch.sms; empty: not known
	Title      string
	Text       string
	Township   string // as written in the file
	Department string // as written in the file; behind HandledBy where that says only who handles the comment
	VotesUp    *int64 // nil: the file has no such column
	VotesDown  *int64
	Submitter  string    // keyed hash of who sent it; empty: not known
	ParentID   string    // the record this one was split from; empty: it stands alone
	AnsweredAt time.Time // zero: not answered, or not known
	AnsweredBy string    // the body that answered, as written
	// Private are the raw values of private columns (name, phone, ID number …) of the same row, so that clean can remove them from
	// the text. They are dropped there and must never be stored, logged or shown.
	Private []string
}

// HandledBy stands before the department of a comment whose file says who handles it, not whom it is about.
const HandledBy = "承办单位："

// Span is a half-open range of bytes, [Start, End), in one field of the stored comment.
type Span struct {
	Field string // FieldTitle or FieldText
	Start int    // bytes
	End   int    // bytes
}

// The fields that a Span can refer to.
const (
	FieldTitle = "title"
	FieldText  = "text"
)

// Kind is the main purpose of a comment. A request for help or a report of wrongdoing is a complaint.
type Kind string

// The kinds of the codebook. The empty kind belongs to a comment without an opinion.
const (
	Complaint  Kind = "complaint"
	Suggestion Kind = "suggestion"
	Inquiry    Kind = "inquiry"
	Praise     Kind = "praise"
)

// Urgency runs from u0 (ordinary) to u3 (a danger to life, or a crowd forming).
type Urgency string

// The four levels.
const (
	U0 Urgency = "u0"
	U1 Urgency = "u1"
	U2 Urgency = "u2"
	U3 Urgency = "u3"
)

// The axes a tag can lie on.
const (
	AxisWinds  = "winds"  // the four winds, and other.corruption beside them
	AxisTopics = "topics" // the special-governance topics
)

// Tag says that a comment reports a problem, and where it says so.
type Tag struct {
	Axis     string  // AxisWinds or AxisTopics
	Wind     string  // Problem up to its last dot
	Problem  string  // full dotted code, such as bureaucratism.buck_passing
	Facet    string  // finer code of the lexicon; empty if the rule has none
	Score    float64 // 0 to 1; on the winds axis the share of right ones among tags like it, on the topics axis the share of the topic
	Evidence string  // the bytes of Span in the stored field, at most 60 runes
	Span     Span
	Rule     string // the rule, or the strongest features, that fired
}

// Unit kinds.
const (
	UnitTownship   = "township"
	UnitDepartment = "department"
)

// Mention is a township or department that a comment names.
type Mention struct {
	UnitKind string // UnitTownship or UnitDepartment
	UnitCode string // code of the county register
	How      string // how it was found and which part it plays; see attribute
	Span     Span   // zero: from a field of the file, not from the text
}

// Annotated is a comment with everything the pipeline found in it. Its Title and Text hold no private data.
type Annotated struct {
	Comment
	Tokens           []string // title's tokens, then text's
	Kind             Kind     // empty if NoOpinion
	NoOpinion        bool
	Urgency          Urgency
	TownshipCode     string // empty: not known
	TownshipHow      string
	DepartmentCode   string
	DepartmentHow    string
	TargetLeadership bool   // about the county leadership itself
	Restricted       bool   // counted everywhere, quoted nowhere but for the discipline office
	DupKey           string // keyed hash of the text without names, numbers and punctuation; empty: too short to tell
	Tags             []Tag
	Mentions         []Mention
}

// Rejected is a row that could not be used; row 0 is the whole file or sheet. Reason never quotes the row.
type Rejected struct {
	SourceID string
	Row      int
	Reason   *Message // the database holds it in Chinese
}

// Source is one sheet or file that was read, and its balance:
// RowsRead = RowsLoaded + RowsDuplicate + RowsMerged + RowsQuarantined; RowsBlank are counted beside.
type Source struct {
	ID              string // hash of SHA256 and Sheet
	File            string // base name only
	Sheet           string
	SHA256          string // of the whole file, hexadecimal
	Encoding        string
	RowsRead        int
	Comments        int // made of the loaded rows: a record with several opinions gives several; not stored
	RowsLoaded      int
	RowsDuplicate   int
	RowsMerged      int
	RowsQuarantined int
	RowsBlank       int
	RowsUpdated     int  // of the loaded: replaced an earlier comment with the same id
	IDConflicts     int  // of the loaded: same id as a comment of another file, another text
	LeftOut         bool // none of it was read though it may hold comments: it counts no rows, and stands in quarantine as row 0
	TimesUnread     int  // rows whose time was given but cannot be read
	// Notes say in words what else a reader of this balance should know, such as a hidden sheet; they never quote a comment.
	Notes []*Message
}

// Token is one word: a half-open range of bytes in the title or text it was cut from.
type Token struct{ Start, End int }

// Doc is a cleaned comment and its tokens, as the stages after segmentation see it.
type Doc struct {
	Title, Text             string
	TitleTokens, TextTokens []Token
}

// SplitTokens tells the tokens of the title from those of the text: the tokens of a comment are the title's, then the text's, without white space.
func SplitTokens(title string, tokens []string) (ofTitle, ofText []string) {
	left := 0
	for _, f := range strings.Fields(title) {
		left += len(f)
	}
	n := 0
	for n < len(tokens) && left > 0 {
		left -= len(tokens[n])
		n++
	}
	return tokens[:n], tokens[n:]
}

package store

import "time"

// Hotspot is one row of hotspots or surges. Nil pointers and empty strings are NULL where the schema allows it.
type Hotspot struct {
	UnitKind    string
	UnitCode    string
	Basis       string // "comments" or "population"
	Axis        string
	Wind        string
	Problem     string    // empty: the whole wind
	PeriodStart time.Time // day, inclusive; zero: no comment has a date
	PeriodEnd   time.Time // day, inclusive
	N           int64
	Expected    float64
	Ratio       *float64
	RatioLo     *float64
	RatioHi     *float64
	PValue      *float64 // nil: not tested
	QValue      *float64
	Flagged     bool
}

// Issue is one matter: what several comments are about.
type Issue struct {
	ID             string
	Rank           int // from 1
	Heat           float64
	Title          string
	FirstAt        time.Time // zero: not known
	LastAt         time.Time
	NComments      int64
	NSubmitters    int64 // 0: not known
	TownshipCode   string
	DepartmentCode string
	Wind           string
	Problem        string
	Keywords       []string
}

// IssueComment says that a comment belongs to a matter.
type IssueComment struct {
	IssueID    string
	CommentID  string
	Similarity float64 // 0 to 1
}

// Rectification is one line of the county's ledger. Empty strings, zero times and nil pointers are NULL.
type Rectification struct {
	IssueNo      string
	Problem      string
	Source       string
	N            *int64
	TownshipCode string
	Codes        []string
	Nature       string // 立行立改, 限期整改, 长期 or 不受理
	Status       string // a state of the ledger, such as in_progress; see the schema
	Lead         string // as written
	LeadCode     string
	CoLead       string
	Responsible  string
	Measures     string
	Target       string
	OpenedAt     time.Time // the times are days
	PublishedAt  time.Time
	Deadline     time.Time
	Progress     *int // percent
	ProgressNote string
	Evidence     string
	Verification string
	Satisfaction string // 满意, 基本满意, 不满意 or 未联系上
	DoneAt       time.Time
	ClosedAt     time.Time
	Approver     string
	ReopenReason string
	LongTerm     string
}

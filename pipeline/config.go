package pipeline

import (
	"time"

	"sifeng/pipeline/comment"
	"sifeng/reports"
)

// Version is the version of the code. What an earlier version annotated is annotated again.
const Version = "0.1.0"

// Config says what a run reads, how, and where it writes. Inputs, DB and Out are needed.
type Config struct {
	Inputs        []string      // files, directories, globs, or - for standard input
	DB            string        // path of the database
	Out           string        // directory of the dashboard
	DictDir       string        // overrides the embedded dictionaries; empty: none
	County        string        // name in titles; empty: the register's
	Ledger        string        // file of rectifications; empty: none
	MapFile       string        // column mapping; empty: found out
	Channel       string        // code for all inputs; empty: found out
	Year          int           // of dates without a year; 0: such dates are not read
	AsOf          time.Time     // “today” of the report; zero: the day of the latest comment
	Period        reports.Grain // what the dashboard is about: the last whole week or month; empty: week
	From, To      time.Time     // days that hotspots cover, both included; zero: all
	Workers       int           // at least 1
	Replace       bool          // the inputs are the whole
	Matters       bool          // group comments into hot problems
	Strict        bool          // rows that cannot be used make the run fail
	ShowOfficials bool          // keep the names of accused officials
	FromStored    bool          // keep stored text although redaction rules changed
	Notice        string        // shown at the top of every page, such as that the data are invented
	Key           *comment.Key
	Progress      Progress // nil: none
}

// Progress hears how far a run is. Its methods are called by one goroutine at a time.
type Progress interface {
	Step(comments int, doing string) // comments so far, and what is being done
	Done()
}

// Summary is what a run did.
type Summary struct {
	RunID      string             `json:"run_id"`
	Sources    []comment.Source   `json:"sources"`   // those read in this run, and what is left out of its files
	Unchanged  []string           `json:"unchanged"` // files that an earlier run loaded
	PassedOver []string           `json:"passed_over"`
	Unopened   []*comment.Message `json:"unopened"` // why files and folders of directories that may hold comments could not be opened
	Notes      []*comment.Message `json:"notes"`
	Comments   int                `json:"comments"`    // in the database
	TouchWinds int                `json:"touch_winds"` // of these, with a tag on the axis winds
	Flagged    int                `json:"flagged"`     // units and problems of the winds that stand out
	Matters    int                `json:"matters"`
	DB         string             `json:"db"`
	Dashboard  string             `json:"dashboard"`
}

func (s *Summary) add(src comment.Source) {
	s.Sources = append(s.Sources, src)
	for _, note := range src.Notes {
		s.Notes = append(s.Notes, comment.Say("%s：%v", "%s: %v", src.File, note))
	}
}

// LeftOut gives the number of files and sheets in quarantine, none of which was read though they may hold comments.
func (s *Summary) LeftOut() int {
	n := 0
	for _, src := range s.Sources {
		if src.LeftOut {
			n++
		}
	}
	return n
}

// Quarantined gives the number of rows that could not be used in this run.
func (s *Summary) Quarantined() int {
	n := 0
	for _, src := range s.Sources {
		n += src.RowsQuarantined
	}
	return n
}

type silent struct{}

func (silent) Step(int, string) {}
func (silent) Done()            {}

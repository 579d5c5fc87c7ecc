// Package hotspot says what stands out among the comments: which unit has more of a problem than its size explains, in which week
// it has more than its own past explains, and which comments are about the same matter. METHOD.md gives the formulas.
package hotspot

import (
	"fmt"
	"time"
)

// The bases on which a unit's count is compared.
const (
	BasisComments   = "comments"   // share of the unit's own comments
	BasisPopulation = "population" // per resident; only units whose population is known
)

// What makes a cell worth testing, and worth showing. The conditions hold together.
const (
	MinExpected   = 1.0  // a cell with a smaller expected count is not tested
	MinFlagged    = 5    // a flagged cell holds at least so many distinct submissions
	FalseShare    = 0.05 // of the flagged cells of a family, at most this share is expected to be false
	IntervalLevel = 0.95 // of ratio_lo to ratio_hi
)

// Period is a range of days, both ends included. Only the dates of Start and End count.
type Period struct{ Start, End time.Time }

// days is the number of days in the period, at least 0.
func (p Period) days() int {
	d := int(dayNumber(p.End)-dayNumber(p.Start)) + 1
	return max(d, 0)
}

// dayNumber numbers the calendar days of t's own location.
func dayNumber(t time.Time) int64 {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400
}

// Count is how many comments about one unit carry one problem, or one wind if Problem is empty.
type Count struct {
	UnitKind  string // comment.UnitTownship or comment.UnitDepartment
	Unit      string // code of the county register
	Axis      string // comment.AxisWinds or comment.AxisTopics
	Wind      string
	Problem   string // empty: the whole wind, each comment counted once
	N         int    // comments
	NDistinct int    // the same, each mass submission (dup_group) counted once
}

// Total is what one unit received altogether, tagged or not, comments without an opinion left out.
type Total struct {
	UnitKind   string
	Unit       string
	N          int // comments
	NDistinct  int // the same, each mass submission counted once
	Population int // residents; 0: not known
}

// Row is one row of the tables hotspots and surges. N and Expected count every comment. Ratio, its interval, PValue and QValue count
// each mass submission once, so that one text sent a hundred times weighs as much as one sent once.
type Row struct {
	UnitKind, UnitCode string
	Basis              string
	Axis               string
	Wind               string
	Problem            string // empty: the whole wind (NULL in the table)
	Period             Period
	N                  int
	Expected           float64 // comments, if the unit were like all units together (surges: like its own past)
	Ratio              float64 // posterior mean of observed to expected, shrunk towards 1
	RatioLo, RatioHi   float64 // the middle 95 % of the posterior
	Tested             bool    // PValue and QValue hold; else both are NULL in the table
	PValue             float64 // exact, mid-P, one-sided for excess
	QValue             float64 // Benjamini–Hochberg within the family
	Flagged            bool    // QValue < 0.05, at least 5 distinct submissions and Ratio > 1
}

func (c Count) check() error {
	if c.UnitKind == "" || c.Unit == "" || c.Axis == "" || c.Wind == "" {
		return fmt.Errorf("count of %s %q, %s: unit, axis and wind must be given", c.UnitKind, c.Unit, c.what())
	}
	if c.NDistinct < 0 || c.NDistinct > c.N || (c.N > 0) != (c.NDistinct > 0) {
		return fmt.Errorf("count of %s %s, %s: %d distinct of %d comments cannot be", c.UnitKind, c.Unit, c.what(), c.NDistinct, c.N)
	}
	return nil
}

func (c Count) what() string {
	if c.Problem != "" {
		return c.Problem
	}
	return c.Wind
}

func (t Total) check() error {
	if t.UnitKind == "" || t.Unit == "" {
		return fmt.Errorf("total of %s %q: the unit must be given", t.UnitKind, t.Unit)
	}
	if t.NDistinct < 0 || t.NDistinct > t.N || (t.N > 0) != (t.NDistinct > 0) || t.Population < 0 {
		return fmt.Errorf("total of %s %s: %d distinct of %d comments, %d residents cannot be", t.UnitKind, t.Unit, t.NDistinct, t.N, t.Population)
	}
	return nil
}

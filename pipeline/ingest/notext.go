package ingest

import (
	"errors"

	"sifeng/pipeline/comment"
)

// noText is why nothing was read of a workbook none of whose sheets has a known column of comments: of the errors of the sheets that which says most.
type noText struct {
	err    error
	rank   int
	doubts []*comment.Message // of sheets that hold words under unknown names, but none that read like comments
}

// add notes the error of a sheet. What may hold comments comes first, then a ledger, which is read by other means; a sheet that explains the
// others says nothing of the workbook.
func (n *noText) add(sheet string, err error, explains bool) {
	unknown := new(UnknownColumnsError)
	rank, isUnknown := 3, errors.As(err, &unknown)
	switch {
	case explains && !errors.Is(err, ErrLedger):
		rank, err = 1, ErrNoComments
	case isUnknown && unknown.comments:
		rank = 5
	case isUnknown:
		n.doubts = append(n.doubts, unknown.doubt(sheet))
		if rank = 2; unknown.unnamed {
			rank, err = 1, ErrNoComments
		}
	case errors.Is(err, ErrLedger):
		rank = 4
	}
	if rank > n.rank {
		n.err, n.rank = err, rank
	}
}

// error tells of doubtful sheets too, but not behind a map, with which the error of unknown columns ends.
func (n *noText) error() error {
	if len(n.doubts) == 0 || errors.As(n.err, new(*UnknownColumnsError)) {
		return n.err
	}
	return comment.Say("%v；%v", "%v; %v", n.err, joinNotes(n.doubts))
}

package ingest

import (
	"errors"

	"sifeng/pipeline/comment"
)

// prefetch reads rows ahead in a goroutine of its own, so that parsing a file and making comments of it share the cores.
type prefetch struct {
	batches chan []fetched
	stop    chan struct{}
	done    chan struct{}
	batch   []fetched
	at      int
}

type fetched struct {
	cells []string
	row   int
	err   error
}

const (
	batchRows    = 256
	batchCells   = 1 << 15 // a hostile sheet has 16,384 cells in each row
	batchBytes   = 4 << 20 // of text
	batchesAhead = 4
)

// newPrefetch starts to read. The caller must call close, and must not use t before that has returned.
func newPrefetch(t tableReader) *prefetch {
	p := &prefetch{batches: make(chan []fetched, batchesAhead), stop: make(chan struct{}), done: make(chan struct{})}
	go p.run(t)
	return p
}

func (p *prefetch) run(t tableReader) {
	defer close(p.done)
	defer close(p.batches)
	for {
		batch := make([]fetched, 0, batchRows)
		var arena []string
		ended, size := false, 0
		for len(batch) < batchRows && len(arena) < batchCells && size < batchBytes && !ended {
			f := fetchOne(t)
			size += cellBytes(f.cells)
			if len(f.cells) > 0 {
				from := len(arena)
				arena = append(arena, f.cells...)
				f.cells = arena[from:len(arena):len(arena)]
			}
			batch = append(batch, f)
			var bad rowError
			ended = f.err != nil && !errors.As(f.err, &bad)
		}
		select {
		case p.batches <- batch:
		case <-p.stop:
			return
		}
		if ended {
			return
		}
	}
}

// errDamaged stands for a panic of a library that met a file it did not expect.
var errDamaged = faulty(reasonDamaged, "文件已损坏：请用 Excel 或 WPS 打开，修复后另存", "the file is damaged: open it in Excel or WPS, let it repair the file and save it again")

func fetchOne(t tableReader) (f fetched) {
	defer func() {
		if recover() != nil {
			f = fetched{err: errDamaged}
		}
	}()
	f.cells, f.row, f.err = t.next()
	return f
}

func (p *prefetch) next() ([]string, int, error) {
	if p.at == len(p.batch) {
		p.batch, p.at = <-p.batches, 0
	}
	if len(p.batch) == 0 {
		return nil, 0, comment.Say("读过了最后一行", "read behind the last row")
	}
	f := p.batch[p.at]
	p.at++
	return f.cells, f.row, f.err
}

// close ends the reading ahead and waits for it.
func (p *prefetch) close() {
	close(p.stop)
	for range p.batches {
	}
	<-p.done
}

// cellBytes is how much text stands in the cells of a row.
func cellBytes(cells []string) (n int) {
	for _, c := range cells {
		n += len(c)
	}
	return n
}

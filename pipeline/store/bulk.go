package store

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"
	"unicode/utf8"
	"unsafe"

	"github.com/duckdb/duckdb-go/v2/mapping"
)

// bulk fills one table. Values go straight into DuckDB's vectors, which costs a fraction of what the driver's Appender takes: that one boxes
// every value and calls C for every text. A row is made by one call for each column, in the order of the table's columns, then end. What goes
// wrong is kept and told by err, flush or commit. Between two flushes it is one transaction; full row groups go to the file as they fill.
type bulk struct {
	conn     mapping.Connection
	table    table
	begun    bool
	appender mapping.Appender
	types    []mapping.LogicalType
	chunk    mapping.DataChunk
	columns  []vector
	column   int // of the next value
	row      int // of the next value, in the chunk
	capacity int // rows of a chunk
	long     texts
	joined   []byte
	err      error
}

// vector is where a chunk holds the values of a column.
type vector struct {
	kind  mapping.Type
	data  unsafe.Pointer // an array of values
	valid unsafe.Pointer // a bit for each value; 0: NULL
}

// newBulk connects to the database. End it with close.
func newBulk(db mapping.Database, t table) (*bulk, error) {
	b := &bulk{table: t, capacity: int(mapping.VectorSize())}
	if mapping.Connect(db, &b.conn) == mapping.StateError {
		return nil, fmt.Errorf("write %s: no connection to the new database", t.name)
	}
	return b, nil
}

func (b *bulk) begin() error {
	if b.begun || b.err != nil {
		return b.err
	}
	if b.err = b.exec("begin"); b.err != nil {
		return b.err
	}
	b.begun = true
	if mapping.AppenderCreateExt(b.conn, b.table.catalog, "main", b.table.name, &b.appender) == mapping.StateError {
		b.err = b.appenderError()
		return b.err
	}
	for i, name := range b.table.columns {
		if mapping.AppenderAddColumn(b.appender, name) == mapping.StateError {
			b.err = b.appenderError()
			return b.err
		}
		of := mapping.AppenderColumnType(b.appender, mapping.IdxT(i))
		b.types = append(b.types, of)
		b.columns = append(b.columns, vector{kind: mapping.GetTypeId(of)})
	}
	b.chunk = mapping.CreateDataChunk(b.types)
	b.open()
	return nil
}

// open makes the chunk ready for its first row.
func (b *bulk) open() {
	for i := range b.columns {
		of := mapping.DataChunkGetVector(b.chunk, mapping.IdxT(i))
		mapping.VectorEnsureValidityWritable(of)
		b.columns[i].data, b.columns[i].valid = mapping.VectorGetData(of), mapping.VectorGetValidity(of)
	}
	b.row, b.column = 0, 0
}

// end ends a row.
func (b *bulk) end() {
	if b.column != len(b.columns) && b.err == nil {
		b.err = fmt.Errorf("a row has %d values for %d columns", b.column, len(b.columns))
	}
	b.column = 0
	if b.row++; b.row == b.capacity || b.long.full() {
		b.push()
	}
}

// push hands the chunk to DuckDB, which copies it.
func (b *bulk) push() {
	if b.row > 0 && b.err == nil {
		mapping.DataChunkSetSize(b.chunk, mapping.IdxT(b.row))
		if mapping.AppendDataChunk(b.appender, b.chunk) == mapping.StateError {
			b.err = b.appenderError()
		}
	}
	b.long.reset()
	mapping.DataChunkReset(b.chunk)
	b.open()
}

// flush hands to the table what was written. Others see it after commit.
func (b *bulk) flush() error {
	if !b.begun || b.err != nil {
		return b.err
	}
	b.push()
	if b.err == nil && mapping.AppenderFlush(b.appender) == mapping.StateError {
		b.err = b.appenderError()
	}
	return b.err
}

func (b *bulk) commit() error {
	if !b.begun || b.err != nil {
		return b.err
	}
	if err := b.flush(); err != nil {
		return err
	}
	b.release()
	b.begun = false
	b.err = b.exec("commit")
	return b.err
}

func (b *bulk) release() {
	if b.chunk.Ptr != nil {
		mapping.DestroyDataChunk(&b.chunk)
	}
	for i := range b.types {
		mapping.DestroyLogicalType(&b.types[i])
	}
	b.types, b.columns = b.types[:0], b.columns[:0]
	if b.appender.Ptr != nil {
		mapping.AppenderDestroy(&b.appender)
	}
	b.long.free()
}

// close drops what was not committed and ends the connection.
func (b *bulk) close() {
	if b.begun {
		if b.appender.Ptr != nil {
			mapping.AppenderClear(b.appender)
		}
		b.release()
		b.begun = false
		_ = b.exec("rollback") // the connection ends anyway
	}
	mapping.Disconnect(&b.conn)
}

func (b *bulk) exec(statement string) error {
	var result mapping.Result
	defer mapping.DestroyResult(&result)
	if mapping.Query(b.conn, statement, &result) == mapping.StateError {
		return errors.New(mapping.ResultError(&result))
	}
	return nil
}

func (b *bulk) appenderError() error {
	data := mapping.AppenderErrorData(b.appender)
	defer mapping.DestroyErrorData(&data)
	return errors.New(mapping.ErrorDataMessage(data))
}

// next gives the vector of the next value if its column is of the kind.
func (b *bulk) next(kind mapping.Type) *vector {
	if b.column < len(b.columns) {
		v := &b.columns[b.column]
		if b.column++; v.kind == kind {
			return v
		}
	}
	if b.err == nil {
		b.err = fmt.Errorf("value %d of a row does not fit its column", b.column)
	}
	return nil
}

func (b *bulk) null() {
	if b.column >= len(b.columns) {
		b.next(mapping.TypeInvalid)
		return
	}
	v := &b.columns[b.column]
	if v.kind == mapping.TypeVarchar {
		*(*cText)(unsafe.Add(v.data, b.row*int(unsafe.Sizeof(cText{})))) = cText{}
	}
	*(*uint64)(unsafe.Add(v.valid, b.row/64*8)) &^= 1 << (b.row % 64)
	b.column++
}

func put[T any](b *bulk, kind mapping.Type, value T) {
	if v := b.next(kind); v != nil {
		*(*T)(unsafe.Add(v.data, b.row*int(unsafe.Sizeof(value)))) = value
	}
}

func (b *bulk) int32(n int32)     { put(b, mapping.TypeInteger, n) }
func (b *bulk) int64(n int64)     { put(b, mapping.TypeBigInt, n) }
func (b *bulk) uint8(n uint8)     { put(b, mapping.TypeUTinyInt, n) }
func (b *bulk) bool(yes bool)     { put(b, mapping.TypeBoolean, yes) }
func (b *bulk) float64(f float64) { put(b, mapping.TypeDouble, f) }

// text writes a text. Bytes that are not UTF-8, which DuckDB would choke on, are shown as such.
func (b *bulk) text(s string) {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	b.checked(s)
}

// checked writes a text that is known to be UTF-8.
func (b *bulk) checked(s string) {
	put(b, mapping.TypeVarchar, b.long.hold(s))
}

// known writes a text, NULL for an empty one.
func (b *bulk) known(s string) {
	if s == "" {
		b.null()
		return
	}
	b.text(s)
}

// number writes a number, NULL for none.
func (b *bulk) number(n *int64) {
	if n == nil {
		b.null()
		return
	}
	b.int64(*n)
}

// moment keeps the wall clock that the file showed, whatever the zone it was parsed in; the zero time is NULL.
func (b *bulk) moment(t time.Time) {
	if t.IsZero() {
		b.null()
		return
	}
	_, offset := t.Zone()
	put(b, mapping.TypeTimestamp, t.UnixMicro()+int64(offset)*1e6)
}

// tokens writes tokens as one text that splits into them again, and how many there are. A blank inside a token would split it: it counts as two.
func (b *bulk) tokens(tokens []string) (n int32) {
	b.joined = b.joined[:0]
	for _, t := range tokens {
		if !hasBlank(t) {
			n += b.join(t)
			continue
		}
		for part := range strings.FieldsSeq(t) {
			n += b.join(part)
		}
	}
	b.checked(unsafe.String(unsafe.SliceData(b.joined), len(b.joined))) // copied at once
	return n
}

func (b *bulk) join(token string) int32 {
	if token == "" {
		return 0
	}
	if len(b.joined) > 0 {
		b.joined = append(b.joined, ' ')
	}
	b.joined = append(b.joined, token...)
	return 1
}

func hasBlank(token string) bool {
	for i := range len(token) {
		switch token[i] {
		case ' ', '\t', '\n', '\r':
			return true
		}
	}
	return false
}

// cText is duckdb_string_t: how DuckDB's C interface lays out a text. Up to 12 bytes stand in it; of longer ones the first four and the address.
type cText struct {
	size   uint32
	prefix [4]byte
	rest   [8]byte
}

// texts holds the bytes of long texts until DuckDB has copied them: in blocks that the garbage collector neither moves nor frees.
type texts struct {
	blocks [][]byte
	pin    runtime.Pinner
	block  int // being filled
	used   int // bytes of it
}

// blockSize is the usual size of a block, in bytes. Longer texts get one of their own.
const blockSize = 1 << 20

// blocksAtOnce bounds how much waits in a chunk.
const blocksAtOnce = 32

func (t *texts) hold(s string) (c cText) {
	c.size = uint32(len(s))
	n := copy(c.prefix[:], s)
	if len(s) <= len(c.prefix)+len(c.rest) {
		copy(c.rest[:], s[n:])
		return c
	}
	*(*uintptr)(unsafe.Pointer(&c.rest)) = t.add(s)
	return c
}

// add copies s and gives its address.
func (t *texts) add(s string) uintptr {
	for t.block < len(t.blocks) && t.used+len(s) > len(t.blocks[t.block]) {
		t.block, t.used = t.block+1, 0
	}
	if t.block == len(t.blocks) {
		block := make([]byte, max(blockSize, len(s)))
		t.pin.Pin(&block[0])
		t.blocks = append(t.blocks, block)
	}
	to := t.blocks[t.block][t.used:]
	t.used += copy(to, s)
	return uintptr(unsafe.Pointer(&to[0]))
}

func (t *texts) full() bool { return t.block >= blocksAtOnce }

func (t *texts) reset() {
	t.block, t.used = 0, 0
	if len(t.blocks) > blocksAtOnce {
		t.free()
	}
}

func (t *texts) free() {
	t.pin.Unpin()
	t.blocks, t.block, t.used = nil, 0, 0
}

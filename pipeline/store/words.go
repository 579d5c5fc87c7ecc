package store

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/duckdb/duckdb-go/v2/mapping"

	"sifeng/queries"
)

// particles are words of one character that stand in every other comment and tell nothing: they are not indexed.
const particles = "的了是在我和有不都也就到为还对这给能要请与吗被后等让将但该上又以及从而他她它你您们个中来去下里把向才只很更最那之其或所于并已再没过着吧呢啊呀么啦嘛" +
	"可会想做看得地多大小好时年月日号说"

// indexedAtOnce bounds how many postings wait in memory. What is written at once is sorted by word, so a word is looked up in as many places as
// there were times.
const indexedAtOnce = 4 << 20

// wordWriter indexes the words of the comments as they are added.
type wordWriter struct {
	db      mapping.Database
	index   *wordIndex // nil: it cannot be kept up, for comments were copied or deleted; the words are indexed anew in the end
	dropped atomic.Bool
}

func newWordWriter(db mapping.Database) *wordWriter {
	return &wordWriter{db: db, index: newWordIndex()}
}

func (w *wordWriter) name() string { return "words" }

// forget gives up what was indexed.
func (w *wordWriter) forget() { w.dropped.Store(true) }

// take gives what was indexed, nil if it is not the words of all comments. Nothing is indexed afterwards. The writer must be idle.
func (w *wordWriter) take() *wordIndex {
	taken := w.index
	if w.dropped.Swap(true) {
		return nil
	}
	w.index = nil
	return taken
}

func (w *wordWriter) write(batch []numbered) error {
	if w.dropped.Load() {
		w.index = nil
		return nil
	}
	for i := range batch {
		if c := &batch[i]; !c.Restricted {
			w.index.addTokens(c.no, c.Tokens)
		}
	}
	return w.index.spill(w.db)
}

func (w *wordWriter) commit() error { return nil }

func (w *wordWriter) close() {}

// indexWords fills the tables vocabulary and postings: from x, or anew from the tokens in comments.
func (b *Builder) indexWords(ctx context.Context, x *wordIndex) (err error) {
	if x == nil {
		if x, err = b.indexAnew(ctx); err != nil {
			return err
		}
	}
	if err := x.write(b.raw); err != nil {
		return err
	}
	return b.fill(ctx, filling{"vocabulary", len(x.words), func(i int, row []driver.Value) []driver.Value {
		w := &x.words[i]
		return append(row, w.id, w.text, w.n, w.comments)
	}})
}

func (b *Builder) indexAnew(ctx context.Context) (*wordIndex, error) {
	for _, table := range []string{"vocabulary", "postings"} {
		if _, err := b.db.ExecContext(ctx, "delete from "+table); err != nil {
			return nil, err
		}
	}
	statement, err := queries.Load("tokens")
	if err != nil {
		return nil, err
	}
	var end int64
	if err := b.db.QueryRowContext(ctx, "select coalesce(max(rowid) + 1, 0) from comments").Scan(&end); err != nil {
		return nil, err
	}
	x := newWordIndex()
	for from := int64(0); from < end; from += pageSize {
		rows, err := b.db.QueryContext(ctx, statement.SQL, sql.Named("from_row", from), sql.Named("to_row", from+pageSize))
		if err != nil {
			return nil, fmt.Errorf("tokens.sql: %w", err)
		}
		for rows.Next() {
			var no int32
			var tokens string
			if err := rows.Scan(&no, &tokens); err != nil {
				rows.Close()
				return nil, err
			}
			x.add(no, tokens)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return nil, err
		}
		if err := x.spill(b.raw); err != nil {
			return nil, err
		}
	}
	return x, nil
}

// spill writes the postings if many wait.
func (x *wordIndex) spill(db mapping.Database) error {
	if len(x.postings) < indexedAtOnce {
		return nil
	}
	return x.write(db)
}

var postingsTable = table{catalog: mainCatalog, name: "postings", columns: []string{"word_id", "comment_no", "n"}}

// write writes the postings that wait.
func (x *wordIndex) write(db mapping.Database) error {
	sorted := x.take()
	to, err := newBulk(db, postingsTable)
	if err != nil {
		return err
	}
	defer to.close()
	if err := to.begin(); err != nil {
		return err
	}
	for i, p := range sorted.postings {
		to.int32(x.words[p.word].id)
		to.int32(sorted.comments[p.comment])
		to.uint8(p.n)
		to.end()
		if i%flushPostings == flushPostings-1 {
			if err := to.flush(); err != nil {
				return err
			}
		}
	}
	return to.commit()
}

// flushPostings bounds what an Appender holds in memory.
const flushPostings = 1 << 18

// wordIndex gathers which words stand in which comments.
type wordIndex struct {
	places   map[string]int32 // in words, of tokens as written; notIndexed for what is left out
	words    []indexedWord
	counted  int32   // how many of them are counted
	comments []int32 // numbers of the comments since the last take
	postings []posting
	seen     []int32 // for each word, the place of its latest posting, plus one; 0: none since the last take
	numbered bool    // ids were written and stay
}

type indexedWord struct {
	id          int32 // above 0: a word that is counted; below 0: one that is only searched for
	text        string
	n, comments int64
}

type posting struct {
	word    int32 // place in words
	comment int32 // place in comments
	n       uint8
}

const notIndexed = -1

func newWordIndex() *wordIndex { return &wordIndex{places: map[string]int32{}} }

// add takes the tokens of a comment, joined by blanks.
func (x *wordIndex) add(no int32, tokens string) {
	m := x.begin(no)
	for tokens != "" {
		var token string
		token, tokens, _ = strings.Cut(tokens, " ")
		m.add(token)
	}
}

// addTokens takes the tokens of a comment. One with a blank in it counts as several, as bulk.tokens writes it.
func (x *wordIndex) addTokens(no int32, tokens []string) {
	m := x.begin(no)
	for _, token := range tokens {
		if !hasBlank(token) {
			m.add(token)
			continue
		}
		for part := range strings.FieldsSeq(token) {
			m.add(part)
		}
	}
}

// commentWords adds the tokens of one comment. What stands in the brackets of a mark is no word of the comment.
type commentWords struct {
	index   *wordIndex
	comment int32
	inMark  bool
}

func (x *wordIndex) begin(no int32) commentWords {
	x.comments = append(x.comments, no)
	return commentWords{index: x, comment: int32(len(x.comments)) - 1}
}

func (c *commentWords) add(token string) {
	switch token {
	case "":
		return
	case "〔":
		c.inMark = true
	case "〕":
		c.inMark = false
	}
	if c.inMark {
		return
	}
	word, known := c.index.places[token]
	if !known {
		word = c.index.learn(token)
	}
	if word != notIndexed {
		c.index.count(word, c.comment)
	}
}

func (x *wordIndex) count(word, comment int32) {
	w := &x.words[word]
	w.n++
	if at := x.seen[word]; at > 0 && x.postings[at-1].comment == comment {
		if p := &x.postings[at-1]; p.n < math.MaxUint8 {
			p.n++
		}
		return
	}
	w.comments++
	x.postings = append(x.postings, posting{word, comment, 1})
	x.seen[word] = int32(len(x.postings))
}

// learn gives a token met for the first time its place: that of the word in small letters.
func (x *wordIndex) learn(token string) int32 {
	token = strings.Clone(token)
	if !indexed(token) {
		x.places[token] = notIndexed
		return notIndexed
	}
	text := strings.ToLower(token)
	place, known := x.places[text]
	if !known {
		place = int32(len(x.words))
		id := x.counted - place - 1
		if isWord(text) {
			x.counted++
			id = x.counted
		}
		x.words = append(x.words, indexedWord{id: id, text: text})
		x.seen = append(x.seen, 0)
		x.places[text] = place
	}
	x.places[token] = place
	return place
}

// isWord says whether a text is counted as a word: Chinese or English, of at least two characters. The macro is_word says the same.
func isWord(text string) bool {
	return utf8.RuneCountInString(text) >= 2 && (text >= "一" && text < "龦" || text >= "a" && text < "{")
}

// indexed says whether a token is a word to search for: it holds a letter or digit and is no particle.
func indexed(token string) bool {
	if strings.IndexFunc(token, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0 {
		return false
	}
	return utf8.RuneCountInString(token) > 1 || !strings.Contains(particles, token)
}

// number gives the words met so far new ids, small ones to those in many comments. Who looks for all words with a certain character then
// finds the many rare ones close together, and DuckDB need not read what lies between.
func (x *wordIndex) number() {
	x.numbered = true
	places := make([]int, len(x.words))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(a, b int) int { return cmp.Compare(x.words[b].comments, x.words[a].comments) })
	var counted, others int32
	for _, i := range places {
		w := &x.words[i]
		if w.id > 0 {
			counted++
			w.id = counted
		} else {
			others++
			w.id = -others
		}
	}
}

// take gives the postings by the ids of the words, and of a word in the order of the comments, and begins anew.
func (x *wordIndex) take() *wordIndex {
	if !x.numbered {
		x.number()
	}
	others := int32(len(x.words)) - x.counted
	order := func(word int32) int32 { // by id, from 0
		id := x.words[word].id
		if id > 0 {
			id--
		}
		return others + id
	}
	begins := make([]int32, len(x.words)+1)
	for _, p := range x.postings {
		begins[order(p.word)+1]++
	}
	for i := range x.words {
		begins[i+1] += begins[i]
	}
	sorted := make([]posting, len(x.postings))
	for _, p := range x.postings {
		at := &begins[order(p.word)]
		sorted[*at] = p
		*at++
	}
	taken := &wordIndex{comments: x.comments, postings: sorted}
	x.comments, x.postings = nil, x.postings[:0]
	clear(x.seen)
	return taken
}

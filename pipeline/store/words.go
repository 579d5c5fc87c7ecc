package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/duckdb/duckdb-go/v2"

	"sifeng/queries"
)

// particles are words of one character that stand in every other comment and tell nothing: they are not indexed.
const particles = "的了是在我和有不都也就到为还对这给能要请与吗被后等让将但该上又以及从而他她它你您们个中来去下里把向才只很更最那之其或所于并已再没过着吧呢啊呀么啦嘛" +
	"可会想做看得地多大小好时年月日号说"

// indexedAtOnce bounds how many postings wait in memory. What is written at once is sorted by word, so a word is looked up in as many places as
// there were times.
const indexedAtOnce = 4 << 20

// indexWords fills the tables vocabulary and postings anew from the tokens in comments.
func (b *Builder) indexWords(ctx context.Context) error {
	for _, table := range []string{"vocabulary", "postings"} {
		if _, err := b.db.ExecContext(ctx, "delete from "+table); err != nil {
			return err
		}
	}
	statement, err := queries.Load("tokens")
	if err != nil {
		return err
	}
	var end int64
	if err := b.db.QueryRowContext(ctx, "select coalesce(max(rowid) + 1, 0) from comments").Scan(&end); err != nil {
		return err
	}
	x := newWordIndex()
	for from := int64(0); from < end; from += pageSize {
		rows, err := b.db.QueryContext(ctx, statement.SQL, sql.Named("from_row", from), sql.Named("to_row", from+pageSize))
		if err != nil {
			return fmt.Errorf("tokens.sql: %w", err)
		}
		for rows.Next() {
			var no int32
			var tokens string
			if err := rows.Scan(&no, &tokens); err != nil {
				rows.Close()
				return err
			}
			x.add(no, tokens)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return err
		}
		if len(x.postings) >= indexedAtOnce {
			if err := b.writePostings(ctx, x); err != nil {
				return err
			}
		}
	}
	if err := b.writePostings(ctx, x); err != nil {
		return err
	}
	return b.fill(ctx, filling{"vocabulary", len(x.words), func(i int, row []driver.Value) []driver.Value {
		w := &x.words[i]
		return append(row, w.id, w.text, w.n, w.comments)
	}})
}

func (b *Builder) writePostings(ctx context.Context, x *wordIndex) error {
	sorted := x.take()
	conn, err := b.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.Raw(func(raw any) (err error) {
		s := session{conn: raw.(*duckdb.Conn), table: table{catalog: mainCatalog, name: "postings", columns: []string{"word_id", "comment_no", "n"}}}
		defer s.discard()
		if err := s.begin(); err != nil {
			return err
		}
		// A number is made a driver.Value once for each word and comment, and not for each posting.
		nos := make([]driver.Value, len(sorted.comments))
		for i, no := range sorted.comments {
			nos[i] = no
		}
		last, word := int32(notIndexed), driver.Value(nil)
		for i, p := range sorted.postings {
			if p.word != last {
				last, word = p.word, x.words[p.word].id
			}
			if err := s.appender.AppendRow(word, nos[p.comment], p.n); err != nil {
				return err
			}
			if i%flushPostings == flushPostings-1 {
				if err := s.appender.Flush(); err != nil {
					return err
				}
			}
		}
		return s.commit()
	})
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

// add takes the tokens of a comment, joined by blanks. What stands in the brackets of a mark is no word of the comment.
func (x *wordIndex) add(no int32, tokens string) {
	comment := int32(len(x.comments))
	x.comments = append(x.comments, no)
	inMark := false
	for tokens != "" {
		var token string
		token, tokens, _ = strings.Cut(tokens, " ")
		switch token {
		case "〔":
			inMark = true
		case "〕":
			inMark = false
		}
		if inMark {
			continue
		}
		word, known := x.places[token]
		if !known {
			word = x.learn(token)
		}
		if word != notIndexed {
			x.count(word, comment)
		}
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

// take gives the postings by the ids of the words, and of a word in the order of the comments, and begins anew.
func (x *wordIndex) take() *wordIndex {
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

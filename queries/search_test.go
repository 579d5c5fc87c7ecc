package queries_test

import (
	"cmp"
	"database/sql"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	gocmp "github.com/google/go-cmp/cmp"
)

// TestSearchRanks compares search with the same reckoning in Go, on the small database and on the published one that SIFENG_TIME_DB names.
func TestSearchRanks(t *testing.T) {
	asked := []string{
		"低保", "低保 开会", "公款 大吃大喝", "反映 没人管 低保 坏", "没人管 管 没 人", "办理低保手续", "办理低保手续 低保", "没人开会", "吃 吃喝", "谁也没用过的词", "", "  ",
	}
	compareSearch(t, smallDatabase(t), asked)
	path := os.Getenv("SIFENG_TIME_DB")
	if path == "" {
		return
	}
	db, err := sql.Open("duckdb", path+"?access_mode=READ_ONLY")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	compareSearch(t, db, append(asked, "水", "路 灯 坏", "问题 没有 领导 村", "拖欠农民工工资", "拖欠农民工工资 水 a"))
}

// hit is a comment that was found. The score is rounded, since logarithms differ in the last digit.
type hit struct {
	No    int
	Score float64
	Found string
}

func compareSearch(t *testing.T, db *sql.DB, asked []string) {
	t.Helper()
	const most = 300
	for _, words := range asked {
		want, all := reckon(t, db, words), 0
		var got []hit
		each(t, db, func(scan func(...any)) {
			var h hit
			scan(&h.No, &h.Score, &all, &h.Found)
			// What is added up in floating point depends on the order, which differs from run to run: comments that say the same would change places.
			if parts := h.Score * 1e12; math.Abs(parts-math.Round(parts)) > 0.1 {
				t.Errorf("%q: comment %d has the score %v, which is no sum of decimals", words, h.No, h.Score)
			}
			h.Score = round(h.Score)
			got = append(got, h)
		}, "select comment_no, score, n_found, array_to_string(found, ' ') from search($1, most := $2)", words, most)
		if all != len(want) {
			t.Errorf("%q: says that it found %d, want %d", words, all, len(want))
		}
		if diff := gocmp.Diff(want[:min(len(want), most)], got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", words, diff)
		}
	}
}

func round(score float64) float64 { return math.Round(score*1e9) / 1e9 }

// reckon gives all comments that hold one of the words, best first.
func reckon(t *testing.T, db *sql.DB, words string) []hit {
	t.Helper()
	ids := map[string]int{}
	each(t, db, func(scan func(...any)) {
		var word string
		var id int
		scan(&word, &id)
		ids[word] = id
	}, "select word, word_id from vocabulary")
	sizes, total := map[int]float64{}, 0.0
	each(t, db, func(scan func(...any)) {
		var no int
		var size float64
		scan(&no, &size)
		sizes[no] = size
		total += size
	}, "select comment_no, n_tokens from comments where n_tokens is not null")
	documents := float64(len(sizes))

	found := map[int]*hit{}
	asked := map[string]bool{}
	for _, word := range strings.Fields(strings.ToLower(words)) {
		if asked[word] {
			continue
		}
		asked[word] = true
		times := timesIn(t, db, word, ids)
		n := float64(len(times))
		weight := math.Log(1 + (documents-n+0.5)/(n+0.5))
		for no, n := range times {
			if found[no] == nil {
				found[no] = &hit{No: no}
			}
			found[no].Score += weight * n * 2.2 / (n + 1.2*(0.25+0.75*sizes[no]/(total/documents)))
			found[no].Found += " " + word
		}
	}
	var list []hit
	for _, h := range found {
		parts := strings.Fields(h.Found)
		slices.Sort(parts)
		list = append(list, hit{No: h.No, Score: round(h.Score), Found: strings.Join(parts, " ")})
	}
	slices.SortFunc(list, func(a, b hit) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.No, b.No)) })
	return list
}

// timesIn says how often a word stands in each comment: in any word that holds it, or in the words it is made of, if all are there.
func timesIn(t *testing.T, db *sql.DB, asked string, ids map[string]int) map[int]float64 {
	t.Helper()
	var holding, pieces []int
	for word, id := range ids {
		if strings.Contains(word, asked) {
			holding = append(holding, id)
		}
	}
	if len(holding) > 0 {
		times := map[int]float64{}
		eachPosting(t, db, holding, func(no int, n float64) { times[no] += n })
		return times
	}
	for rest := asked; rest != ""; {
		longest := ""
		for word := range ids {
			if len(word) > len(longest) && strings.HasPrefix(rest, word) {
				longest = word
			}
		}
		if longest == "" {
			_, size := utf8.DecodeRuneInString(rest)
			rest = rest[size:]
			continue
		}
		rest = rest[len(longest):]
		if !slices.Contains(pieces, ids[longest]) {
			pieces = append(pieces, ids[longest])
		}
	}
	times, held := map[int]float64{}, map[int]int{}
	eachPosting(t, db, pieces, func(no int, n float64) {
		if held[no]++; held[no] == 1 {
			times[no] = n
		}
		times[no] = min(times[no], n)
	})
	for no, n := range held {
		if n < len(pieces) {
			delete(times, no)
		}
	}
	return times
}

func eachPosting(t *testing.T, db *sql.DB, words []int, do func(no int, n float64)) {
	t.Helper()
	if len(words) == 0 {
		return
	}
	list := strings.ReplaceAll(strings.Trim(fmt.Sprint(words), "[]"), " ", ", ")
	each(t, db, func(scan func(...any)) {
		var no int
		var n float64
		scan(&no, &n)
		do(no, n)
	}, "select comment_no, n from postings where word_id in ("+list+")")
}

// each calls do for every row.
func each(t *testing.T, db *sql.DB, do func(scan func(...any)), query string, args ...any) {
	t.Helper()
	rows, err := db.Query(query, args...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	for rows.Next() {
		do(func(into ...any) {
			if err := rows.Scan(into...); err != nil {
				t.Fatalf("%s: %v", query, err)
			}
		})
	}
	if err := rows.Err(); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

package hotspot

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestInternerNumbersEachStringOnce(t *testing.T) {
	var in interner
	long := strings.Repeat("长", blockSize) // longer than a block
	text := func(i int) []byte {
		switch i {
		case 0:
			return nil
		case 777:
			return []byte(long)
		}
		return []byte(strings.Repeat("字", i%90) + fmt.Sprint(i))
	}
	for round := range 2 {
		for i := range 20_000 {
			if n, isNew := in.number(text(i)); n != uint32(i) || isNew != (round == 0) {
				t.Fatalf("round %d: string %d has number %d, new: %v", round, i, n, isNew)
			}
		}
	}
	for i := range 20_000 {
		if got := in.text(uint32(i)); string(got) != string(text(i)) {
			t.Fatalf("string %d came back as %d bytes", i, len(got))
		}
	}
}

// Counts beyond sixteen bits are whole, whoever adds.
func TestTallyCountsBeyondSixteenBits(t *testing.T) {
	tally := newTally(10)
	const workers, times = 4, 50_000
	var wait sync.WaitGroup
	for range workers {
		wait.Go(func() {
			for i := range times {
				tally.add([]uint32{7})
				if i%1000 == 0 {
					tally.add([]uint32{8})
				}
			}
		})
	}
	wait.Wait()
	for feature, want := range map[uint32]int{7: workers * times, 8: workers * times / 1000, 9: 0} {
		if got := tally.count(feature); got != want {
			t.Errorf("feature %d: %d, want %d", feature, got, want)
		}
	}
}

func TestTokensArePackedAndUnpacked(t *testing.T) {
	for _, want := range []tokenList{
		{words: []uint32{}},
		{[]uint32{1, wordBreak, 127, 128, 300, wordBreak, 1 << 21, partOfMark - 1, wordBreak}, 2},
	} {
		got := tokenList{words: []uint32{9, 9, 9}}
		got.unpack(want.pack(nil))
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(tokenList{})); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	}
}

func TestLexiconLeavesOutMarks(t *testing.T) {
	for written, want := range map[string]string{
		"打 〔手机〕 找 他":         "打 | 找 他 |",
		"打 〔 手机 〕 找 他":       "打 | 找 他 |",
		"〔姓名〕 打 ， 。 打 Ab aB": "打 | 打 ab ab |",
		"打 〔 没有 完":           "打 |",
		"〕 打 ； 〔 手机 〔 〕 他":   "打 | 他 |",
		"打〔手机 号码 〕 他 手机":     "| 他 手机 |",
	} {
		l := newLexicon()
		for range 2 { // what is known by now is left out as well
			var got []string
			for _, n := range l.append(nil, strings.Fields(written), 99) {
				text := l.words[n].text
				if n == wordBreak {
					text = "|"
				}
				got = append(got, text)
			}
			if diff := cmp.Diff(strings.TrimPrefix(want, "| "), strings.Join(got, " ")); diff != "" {
				t.Errorf("%q (-want +got):\n%s", written, diff)
			}
		}
	}
}

func TestPartsAreSorted(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for _, n := range []int{0, 1, 50_000} {
		list := make([]uint64, n)
		for i := range list {
			list[i] = r.Uint64() >> (r.IntN(3) * 20) // many in the first part
		}
		want := slices.Sorted(slices.Values(list))
		err := sortParts(context.Background(), list, 3, func(x uint64) int { return int(x >> (64 - partBits)) }, slices.Sort)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(list, want) {
			t.Errorf("%d numbers are not sorted", n)
		}
	}
}

// What one sum gave back another may take, never both at once.
func TestSumsDoNotShareRoom(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	var room sums
	held := map[int]vector{}
	for i := range 5000 {
		v := make(vector, 1+r.IntN(480))
		for j := range v {
			v[j] = term{uint32(i), float32(i)}
		}
		held[i] = room.make(v)
		for old, sum := range held {
			if len(held) > 20 {
				room.release(sum)
				delete(held, old)
				continue
			}
			if slices.ContainsFunc(sum, func(t term) bool { return t.feature != uint32(old) }) {
				t.Fatalf("sum %d holds terms of another", old)
			}
		}
	}
}

func TestHeapGivesTheLowestFirst(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for n := range 100 {
		list := make([]uint64, n)
		for i := range list {
			list[i] = r.Uint64N(50)
		}
		want := slices.Sorted(slices.Values(list))
		h, got := heapOf(list), []uint64(nil)
		for len(h) > 0 {
			got = append(got, h.pop())
		}
		if !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
}

func TestFeatureSetHoldsOneText(t *testing.T) {
	var s featureSet
	s.round = math.MaxUint32 - 1 // soon begins anew
	for range 4 {
		s.begin()
		for _, again := range []bool{false, true} {
			for f := uint32(0); f < 900; f++ {
				if isNew := s.add(f / 3 * featureSlots); isNew != (!again && f%3 == 0) {
					t.Fatalf("feature %d again: %v, new: %v", f, again, isNew)
				}
			}
		}
	}
}

func TestNthLowestIsThatOfASortedList(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for size := 1; size < 60; size++ {
		list := make([]uint32, size)
		for i := range list {
			list[i] = r.Uint32N(uint32(1 + r.IntN(100)))
		}
		sorted := slices.Sorted(slices.Values(list))
		for n, want := range sorted {
			if got := nthLowest(list, n); got != want {
				t.Fatalf("number %d of %v: got %d, want %d", n, sorted, got, want)
			}
		}
	}
}

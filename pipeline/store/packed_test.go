package store

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

type given struct {
	Word, Comment int32
	N             uint8
}

func TestPackedPostingsAreSorted(t *testing.T) {
	for _, packs := range []int{0, 1, 2, 7} {
		random := rand.New(rand.NewPCG(1, uint64(packs)))
		x := newWordIndex()
		no := int32(0)
		times := map[[2]int32]int{}
		for pack := range packs + 1 {
			for range 300 {
				no += 1 + int32(random.IntN(3)*random.IntN(200)) // restricted comments have no tokens
				var tokens []string
				for range random.IntN(40) {
					// Words come anew as comments come, of both kinds, some often.
					tokens = append(tokens, fmt.Sprintf([]string{"word%d", "%d"}[random.IntN(2)], random.IntN(1+random.IntN(20+30*pack))))
				}
				if no%50 == 0 {
					tokens = append(tokens, strings.Fields(strings.Repeat("often ", 300))...)
				}
				x.add(no, strings.Join(tokens, " "))
				for _, token := range tokens {
					times[[2]int32{x.words[x.places[token]].id, no}]++
				}
			}
			if pack < packs {
				x.pack()
			}
		}
		var want, got []given
		for key, n := range times {
			want = append(want, given{key[0], key[1], uint8(min(n, 255))})
		}
		slices.SortFunc(want, func(a, b given) int { return cmp.Or(cmp.Compare(a.Word, b.Word), cmp.Compare(a.Comment, b.Comment)) })
		if err := x.each(func(word, comment int32, n uint8) error {
			got = append(got, given{word, comment, n})
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("%d packs (-want +got):\n%s", packs, diff)
		}
		if err := x.each(func(int32, int32, uint8) error { return errors.New("given twice") }); err != nil {
			t.Errorf("%d packs: %v", packs, err)
		}
	}
}

package clean

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// find scans a normalised text once and appends what is private in it, in order and without overlap. official tells that a full
// personal name stands beside an official post.
func (c *Cleaner) find(s string, hits []hit) (_ []hit, official bool) {
	r := c.rules
	floor := 0         // end of the last hit: nothing before it is looked at again
	var shown []string // names of officials that stay
	name := func(h hit) {
		value := s[h.start:h.end]
		if r.officialFollows(s, h.end) {
			full := !strings.ContainsAny(value, "某×*Xx")
			official = official || full
			if c.options.ShowOfficials {
				shown = append(shown, value)
			}
			if !full {
				h.mark = Surname
			}
		}
		if !slices.Contains(shown, value) {
			hits = append(hits, h)
		}
	}
	add := func(h hit) int {
		if h.mark == Mobile || h.mark == Landline || h.mark == IDCard {
			if owner, ok := c.nameOfNumber(s, h.start, floor); ok {
				name(owner)
			}
		}
		floor = h.end
		if h.mark != Name {
			hits = append(hits, h)
			return floor
		}
		for ok := true; ok; h, ok = c.chained(s, floor) {
			name(h)
			floor = h.end
		}
		return floor
	}
	described := merged(c.described(s), c.listed(s), spelledMail(s), c.speakers(s))
	for i := 0; i < len(s); {
		if len(described) > 0 && i >= described[0].start {
			h := described[0]
			described = described[1:]
			if h.start >= floor {
				i = max(i, add(h))
				continue
			}
		}
		b := s[i]
		if b < utf8.RuneSelf {
			switch asciiClasses[b] {
			case asciiDigit:
				next, h, ok := c.number(s, i, floor)
				if ok {
					next = add(h)
				}
				i = next
				continue
			case asciiAt:
				if h, ok := emailAt(s, i, floor); ok {
					i = add(h)
					continue
				}
				if h, ok := doorAt(s, i, floor); b == '#' && ok {
					i = add(h)
					continue
				}
				if h, ok := c.handleAt(s, i, floor); b == '@' && ok {
					i = add(h)
					continue
				}
			case asciiColon:
				if h, ok := ipv6At(s, i, floor); ok {
					i = add(h)
					continue
				}
			case asciiLikeDigit:
				if i+2 < len(s) && s[i+1] >= '0' && s[i+1] <= '9' && s[i+2] >= '0' && s[i+2] <= '9' && (i == 0 || !letter(s[i-1])) {
					if next, h, ok := c.number(s, i, floor); ok {
						i = add(h)
						_ = next
						continue
					}
				}
			case asciiMask:
				if h, ok := c.hiddenName(s, i, floor); ok {
					i = add(h)
					continue
				}
				if b == '*' && i+1 < len(s) && s[i+1] == '*' {
					next, h, ok := c.number(s, i, floor)
					if ok {
						next = add(h)
					}
					i = max(next, i+1)
					continue
				}
			case asciiContact:
				if h, ok := c.messenger(s, i); ok {
					i = add(h)
					continue
				}
			}
			i++
			continue
		}
		if b < 0xE0 || b >= 0xF0 || i+2 >= len(s) {
			char, size := utf8.DecodeRuneInString(s[i:])
			if char == '×' {
				if h, ok := c.hiddenName(s, i, floor); ok {
					i = add(h)
					continue
				}
			} else if _, digit := digitAt(s, i); digit > 0 && i+size < len(s) { // ¹²³
				if _, next := digitAt(s, i+size); next > 0 {
					if _, h, ok := c.number(s, i, floor); ok {
						i = add(h)
						continue
					}
				}
			}
			i += size
			continue
		}
		char := rune(b&0x0F)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F)
		is := r.classes[char] & triggers
		if is == 0 {
			i += 3
			continue
		}
		if is&classMark != 0 {
			if _, n := markAt(s[i:]); n > 0 {
				i += n
				floor = i
				continue
			}
		}
		if is&classDigit != 0 && (!r.loneDigit(s, i+3) || (char == '一' || char == '壹') && hundredAt(s, i)) {
			next, h, ok := c.number(s, i, floor)
			if ok {
				i = add(h)
				continue
			}
			if is == classDigit && next > i+3 {
				i = next
				continue
			}
		}
		if is&classPlate != 0 {
			if end := plateAt(s, i); end > 0 {
				i = add(hit{i, end, Plate})
				continue
			}
		}
		if is&classDoor != 0 {
			if h, ok := doorAt(s, i, floor); ok {
				i = add(h)
				continue
			}
		}
		if is&classPlateWord != 0 {
			if h, ok := shortPlate(s, i, floor); ok {
				i = add(h)
				continue
			}
		}
		if is&classContact != 0 {
			if h, ok := c.messenger(s, i); ok {
				i = add(h)
				continue
			}
		}
		if is&classNick != 0 {
			if h, ok := c.nickname(s, i, floor); ok {
				i = add(h)
				continue
			}
		}
		if is&classCall != 0 && i-3 >= floor { // the surname was not looked at if it is often a word
			if before, _ := utf8.DecodeLastRuneInString(s[:i]); r.of(before)&classWord != 0 {
				if h, ok := c.calling(s, i-3, floor); ok {
					add(h)
				}
			}
		}
		if is&classPost != 0 {
			if p, ok := r.postAt(s, i); ok {
				next, found, named := c.besidePost(s, i, floor, p)
				official = official || named
				for _, h := range found {
					if h.end == h.start {
						continue
					}
					if p.official && c.options.ShowOfficials {
						shown = append(shown, s[h.start:h.end])
						continue
					}
					add(h)
				}
				if next > i {
					i = max(next, floor)
					continue
				}
			}
		}
		if is&classCue != 0 {
			if next, h, ok := c.afterCue(s, i, floor); ok {
				i = add(h)
				_ = next
				continue
			} else if next > i {
				i = next
				continue
			}
		}
		if is&classSurname != 0 {
			if h, ok := c.calling(s, i, floor); ok {
				i = add(h)
				continue
			}
			if h, ok := c.bare(s, i, floor); ok {
				i = add(h)
				continue
			}
		}
		if is&classOwnName != 0 {
			if h, ok := c.called(s, i, floor); ok {
				i = add(h)
				continue
			}
		}
		if is&classSome != 0 {
			if h, ok := c.someone(s, i, floor); ok {
				i = add(h)
				continue
			}
		}
		i += 3
	}
	if h, ok := c.signature(s, floor); ok {
		hits = append(hits, h)
	}
	return hits, official
}

// merged puts what was found in passes of their own into order.
func merged(lists ...[]hit) (all []hit) {
	for _, list := range lists {
		all = append(all, list...)
	}
	if len(all) > 1 {
		slices.SortStableFunc(all, func(a, b hit) int { return a.start - b.start })
	}
	return all
}

// loneDigit tells that a Chinese digit that ends at i stands by itself: the common case.
func (r *rules) loneDigit(s string, i int) bool {
	if i+2 >= len(s) {
		return true
	}
	if b := s[i]; b >= 0xE3 && b <= 0xE9 {
		char := rune(b&0x0F)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F)
		return r.classes[char]&classDigit == 0 && char != '洞' && char != '拐' && char != '勾'
	}
	return false
}

// hundredAt tells whether the one at i begins a number in words, as those of mobile telephones do: 一百三十八.
func hundredAt(s string, i int) bool {
	_, size := unitAt(s, i+3)
	return size > 0
}

// What an ASCII character can begin.
const (
	asciiDigit = iota + 1
	asciiAt
	asciiLikeDigit
	asciiMask
	asciiContact
	asciiColon
)

var asciiClasses = func() (classes [128]uint8) {
	for b := '0'; b <= '9'; b++ {
		classes[b] = asciiDigit
	}
	classes['@'], classes['#'], classes[':'] = asciiAt, asciiAt, asciiColon
	classes['l'], classes['I'] = asciiLikeDigit, asciiLikeDigit
	classes['*'], classes['x'], classes['X'] = asciiMask, asciiMask, asciiMask
	for _, b := range "wWvVqQ+" {
		classes[b] = asciiContact
	}
	return classes
}()

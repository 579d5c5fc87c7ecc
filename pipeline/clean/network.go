package clean

import "strings"

// decimal is a number written with a point: how it begins, where it ends, and how exact it is.
type decimal struct {
	whole, end int
	fraction   int // digits behind the point
}

// decimalAt reads the decimal number that begins at i; end 0: there is none.
func decimalAt(s string, i int) decimal {
	var d decimal
	j := i
	for j < len(s) && j-i < 4 && s[j] >= '0' && s[j] <= '9' {
		d.whole = d.whole*10 + int(s[j]-'0')
		j++
	}
	if j == i || j-i > 3 {
		return decimal{}
	}
	if d.end = j; j < len(s) && s[j] == '.' {
		k := j + 1
		for k < len(s) && s[k] >= '0' && s[k] <= '9' {
			k++
		}
		if d.fraction = k - j - 1; d.fraction > 0 {
			d.end = k
		}
	}
	return d
}

// smallestPlain is what one part of an address of four numbers must reach where no word says that it is one: 2.1.3.4 may be a section.
const smallestPlain = 32

// ipv4At finds the address of a computer that begins at i: 117.158.0.10, with its port. A last part that is hidden does not hide it.
func (c *Cleaner) ipv4At(s string, i int) (hit, bool) {
	if i > 1 && (s[i-1] == '.' && s[i-2] >= '0' && s[i-2] <= '9' || s[i-1] == '/' && s[i-2] == '/') { // a site is public
		return hit{}, false
	}
	largest, steps, before, j := 0, true, 0, i // steps: 101.102.103.104 are numbers of something
	for part := range 4 {
		if part > 0 {
			if j >= len(s) || s[j] != '.' {
				return hit{}, false
			}
			j++
		}
		k, n := j, 0
		for k < len(s) && k-j < 4 && s[k] >= '0' && s[k] <= '9' {
			n = n*10 + int(s[k]-'0')
			k++
		}
		if k == j && part == 3 {
			for k < len(s) && k-j < 3 && (s[k] == '*' || s[k] == 'x' || s[k] == 'X') {
				k++
			}
		}
		if k == j || k-j > 3 || n > 255 {
			return hit{}, false
		}
		largest = max(largest, n)
		steps = steps && (part == 0 || n-before == 1 || before-n == 1)
		before, j = n, k
	}
	if j < len(s) && (letter(s[j]) || j+1 < len(s) && s[j] == '.' && s[j+1] >= '0' && s[j+1] <= '9') {
		return hit{}, false
	}
	if (largest < smallestPlain || steps) && !c.rules.near(s, i, "ip") || c.rules.near(s, i, "version") {
		return hit{}, false
	}
	if j < len(s) && s[j] == ':' {
		k := j + 1
		for k < len(s) && k-j < 6 && s[k] >= '0' && s[k] <= '9' {
			k++
		}
		if k > j+2 {
			j = k
		}
	}
	return hit{i, j, IP}, true
}

func hexDigits(s string, i int) int {
	for i < len(s) && hexDigit(s[i]) {
		i++
	}
	return i
}

// ipv6At finds an address such as 2409:8a44::10; a colon is at i.
func ipv6At(s string, i, floor int) (hit, bool) {
	start := i
	for start > floor && i-start < 5 && hexDigit(s[start-1]) {
		start--
	}
	if i-start > 4 || start > 0 && (letter(s[start-1]) || s[start-1] == ':' || s[start-1] >= '0' && s[start-1] <= '9') {
		return hit{}, false
	}
	groups, short, letters, j := 0, false, false, start
	if j < i {
		groups = 1
	}
	for j = i; j < len(s) && s[j] == ':'; {
		next := j + 1
		if next < len(s) && s[next] == ':' {
			if short {
				return hit{}, false
			}
			short = true
			next++
		}
		end := hexDigits(s, next)
		if end == next {
			if !strings.HasSuffix(s[:next], "::") {
				break
			}
			j = next
			break
		}
		if end-next > 4 {
			return hit{}, false
		}
		groups++
		j = end
	}
	for k := start; k < j; k++ {
		letters = letters || letter(s[k])
	}
	if groups == 8 && !short || short && groups >= 2 && groups < 8 && (letters || groups > 3) {
		return hit{start, j, IP}, true
	}
	return hit{}, false
}

// Bounds of the country in degrees, widely.
const (
	west, east   = 70, 140
	south, north = 3, 56
)

func longitude(d decimal) bool { return d.whole >= west && d.whole < east }
func latitude(d decimal) bool  { return d.whole >= south && d.whole < north }

// exactDegrees is how many digits behind the point tell a place to a hundred metres; exactTold, where a word says that it is one.
const (
	exactDegrees = 4
	exactTold    = 2
)

// coordinatesAt finds where on the earth something is: 113.4800,33.8500; 北纬33.85; 33°51′10″. The number begins at i.
func (c *Cleaner) coordinatesAt(s string, i int) (hit, bool) {
	if i > 0 && (s[i-1] == '.' || s[i-1] >= '0' && s[i-1] <= '9') {
		return hit{}, false
	}
	d := decimalAt(s, i)
	if d.end == 0 || !longitude(d) && !latitude(d) {
		return hit{}, false
	}
	if d.fraction == 0 {
		if end := c.minutesEnd(s, i, d.end); end > 0 {
			return hit{i, end, Coordinates}, true
		}
		return hit{}, false
	}
	if d.fraction >= exactTold && !measured(s[d.end:]) && c.rules.near(s, i, "coordinates") {
		if next := pairEnd(s, d.end); next.end > 0 && (longitude(next) || latitude(next)) && next.fraction >= exactTold {
			return hit{i, next.end, Coordinates}, true
		}
		return hit{i, degreeEnd(s, d.end), Coordinates}, true
	}
	if d.fraction < exactDegrees {
		return hit{}, false
	}
	next := pairEnd(s, d.end)
	if next.fraction < exactDegrees || !(longitude(d) && latitude(next) || latitude(d) && longitude(next)) || measured(s[next.end:]) {
		return hit{}, false
	}
	return hit{i, degreeEnd(s, next.end), Coordinates}, true
}

// pairEnd reads the second number of a pair that parts at i.
func pairEnd(s string, i int) decimal {
	j := degreeEnd(s, i)
	for n := 0; j < len(s) && n < 4; n++ {
		k := 0
		for _, w := range [...]string{" ", ",", "，", "、", "/", ";", "；", "|", "N", "E"} {
			if strings.HasPrefix(s[j:], w) {
				k = len(w)
				break
			}
		}
		if k == 0 {
			break
		}
		j += k
	}
	if j == i {
		return decimal{}
	}
	return decimalAt(s, j)
}

// degreeEnd passes over the sign of degrees and a letter for the direction: 113.48°E.
func degreeEnd(s string, i int) int {
	for _, w := range [...]string{"°", "度"} {
		if strings.HasPrefix(s[i:], w) {
			i += len(w)
			break
		}
	}
	if i < len(s) && strings.IndexByte("ENen", s[i]) >= 0 && (i+1 == len(s) || !letter(s[i+1])) {
		i++
	}
	return i
}

// minutesEnd gives the end of minutes and seconds behind degrees s[start:i], 33°51′10.5″ or 33度51分; 0: there are none.
func (c *Cleaner) minutesEnd(s string, start, i int) int {
	j := i
	switch {
	case strings.HasPrefix(s[j:], "°"):
		j += len("°")
	case strings.HasPrefix(s[j:], "度") && c.rules.near(s, start, "coordinates"):
		j += len("度")
	default:
		return 0
	}
	minutes := decimalAt(s, j)
	if minutes.end == 0 || minutes.whole >= 60 {
		return 0
	}
	n := prefixOf(s[minutes.end:], []string{"′", "’", "'", "分"})
	if n == 0 {
		return 0
	}
	end := minutes.end + n
	if seconds := decimalAt(s, end); seconds.end > 0 && seconds.whole < 60 {
		if n := prefixOf(s[seconds.end:], []string{"″", "”", "\"", "''", "′′", "秒", "’", "'", "′"}); n > 0 {
			end = seconds.end + n
		}
	}
	return degreeEnd(s, end)
}

// measured tells that the number before is so much of something.
func measured(s string) bool {
	return prefixOf(s, []string{"元", "米", "亩", "万", "平", "公", "吨", "%", "亿", "℃", "千", "克", "kg", "m", "立方"}) > 0
}

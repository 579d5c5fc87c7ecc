package tag

// The forms that stand for many characters.
const (
	breakForm  = '|'
	digitForm  = '0'
	letterForm = 'a'
)

// forms gives for each character what it is in n-grams.
type forms [1 << 16]uint16

// plainForms are the forms of all characters: digits and Latin letters are alike, whatever is no word is a break.
func plainForms() *forms {
	var f forms
	for c := range f {
		switch {
		case c >= 0x4e00 && c <= 0x9fff, c == '?', c == '!', c == '《', c == '"':
			f[c] = uint16(c)
		case c >= '0' && c <= '9':
			f[c] = digitForm
		case c >= 'a' && c <= 'z':
			f[c] = letterForm
		default:
			f[c] = breakForm
		}
	}
	return &f
}

// maxGram is the longest n-gram, in characters.
const maxGram = 4

// gramKeys appends the keys of the n-grams of a run of plain forms. A break stands only at the edge of an n-gram, and not alone.
func gramKeys(plain []uint16, salt uint64, into []uint64) []uint64 {
	for i := 1; i < len(plain); i++ {
		raw := uint64(0)
		for k := 0; k < maxGram && k <= i; k++ {
			x := plain[i-k]
			raw |= uint64(x) << (16 * k)
			if k > 0 || x != breakForm {
				into = append(into, scramble(raw^salt))
			}
			if k > 0 && x == breakForm {
				break
			}
		}
	}
	return into
}

// gramOf gives the plain forms of an n-gram from its key, the last first, as many as are not 0.
func gramOf(key, salt uint64) (plain [maxGram]uint16, n int) {
	for raw := unscramble(key) ^ salt; raw != 0 && n < maxGram; raw >>= 16 {
		plain[n] = uint16(raw)
		n++
	}
	return plain, n
}

package ingest

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	textunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"sifeng/pipeline/comment"
)

// The names of the encodings, as they stand in Source.Encoding and in map files.
const (
	encUTF8    = "utf-8"
	encGB18030 = "gb18030"
	encBig5    = "big5"
	encUTF16LE = "utf-16le"
	encUTF16BE = "utf-16be"
)

// encodingByName gives nil for a name it does not know.
func encodingByName(name string) encoding.Encoding {
	switch strings.ToLower(name) {
	case encUTF8, "utf8":
		return textunicode.UTF8BOM
	case encGB18030, "gbk", "gb2312":
		return simplifiedchinese.GB18030
	case encBig5:
		return traditionalchinese.Big5
	case encUTF16LE:
		return textunicode.UTF16(textunicode.LittleEndian, textunicode.UseBOM)
	case encUTF16BE:
		return textunicode.UTF16(textunicode.BigEndian, textunicode.UseBOM)
	}
	return nil
}

// chooseEncoding goes by byte order mark, then strict UTF-8, then by which Chinese encoding reads like Chinese.
func chooseEncoding(head []byte, wide, bad int64) string {
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		return encUTF8
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return encUTF16LE
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return encUTF16BE
	}
	if name := utf16WithoutMark(head, bad == 0); name != "" {
		return name
	}
	// Damaged bytes do not make a UTF-8 file anything else: read as GB18030, all of it would be lost. In a GB18030 file the bytes
	// that UTF-8 cannot have outnumber by far those that happen to look like it.
	if bad == 0 || bad*3 < wide {
		return encUTF8
	}
	gb, big5 := commonShare(simplifiedchinese.GB18030, head), commonShare(traditionalchinese.Big5, head)
	if big5 > gb {
		return encBig5
	}
	return encGB18030
}

// utf16WithoutMark looks for the zero bytes that ASCII and line ends leave in UTF-16, at every other place. A file that is UTF-8
// must hold many: a few are junk.
func utf16WithoutMark(head []byte, isUTF8 bool) string {
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	least := len(head) / 2 / 50
	if isUTF8 {
		least = len(head) / 2 / 3
	}
	switch {
	case len(head) < 8:
	case zeros[1] > max(least, 4*zeros[0], 1):
		return encUTF16LE
	case zeros[0] > max(least, 4*zeros[1], 1):
		return encUTF16BE
	}
	return ""
}

// common are the characters that fill about a third of any Chinese text, simplified and traditional.
const common = "的一是不了在有人我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于着下自之年过過发發后後作里用道行所然家种種事成方多经經么去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實日军者意无無力它与與长長把机十民第公此已工使情明性知全三又关關点點正业業外将將两兩高间間由问問很最重并物手应應战向头頭文体體政美相见見被利什二等产產或新己制身果加西斯月话話合回特代内信表化老给給世位次度门門任常先海通教儿原东東声提立及比员員解水名真论論处處走义義各入几口认認条條平系气氣题題活尔更别打女变變四神总總何电電数數安少报報才结結反受目太量再感建务務做接必场場件计計管期市直德资資命山金指克许許统統区區保至队形社便空决治展马科司五基眼书非则則听聽白却界达光放强即像难且权思王象完设設式色路记記南品住告类求据程北边死张該交规规萬取拉格望觉术術领領共确传师師观清今切院让讓识候带帶导导爭运運镇鎮乡鄉村县縣局费費钱錢办辦请請修农農城街低保户戶查款证證群众眾编編号號容标標渠道单單"

// commonShare is the share of common characters among those above ASCII, less a penalty for what cannot be decoded.
func commonShare(e encoding.Encoding, head []byte) float64 {
	commonRunes := map[rune]bool{}
	for _, r := range common + "，。、：；！？“”（）" {
		commonRunes[r] = true
	}
	text, _, _ := transform.Bytes(e.NewDecoder(), head)
	var all, good, broken int
	for _, r := range string(text) {
		switch {
		case r < utf8.RuneSelf:
			continue
		case r == utf8.RuneError:
			broken++
		case commonRunes[r]:
			good++
		}
		all++
	}
	if all == 0 {
		return 0
	}
	return (float64(good) - 2*float64(broken)) / float64(all)
}

// isMojibake knows the characters that appear when UTF-8 was read as GBK and saved again; together they are rare in real text.
func isMojibake(r rune) bool {
	switch r {
	case '鍙', '鏄', '鐨', '鏈', '涓', '锛', '銆', '鎴', '浜', '勬', '槧', '鍦', '鍥', '鍚', '鍜', '鏉', '鏃', '鏂', '鎵', '瀛', '骞', '闂', '璇', '缁', '鍏', '鍒', '鎯', '鍔', '鐢', '浠', '傜', '殑', '鐪', '鎬', '鎶':
		return true
	}
	return false
}

// damage tells what a wrong encoding did to a text before it reached this file: nil for nothing to speak of.
func damage(s string) *comment.Message {
	if isASCII(s) && strings.Trim(s, "? \n") != "" {
		return nil
	}
	var runes, all, lost, double, western int
	for _, r := range s {
		if runes++; isWesternLetter(r) {
			western++
		}
		if r == utf8.RuneError {
			lost++
			all++
			continue
		}
		if !unicode.Is(unicode.Han, r) {
			continue
		}
		all++
		if r == '锟' || r == '斤' || r == '拷' {
			lost++
		} else if isMojibake(r) {
			double++
		}
	}
	switch {
	case lost >= 2 && lost*2 > all, all == 0 && len(s) > 2 && strings.Trim(s, "? \n") == "":
		return reasonLost
	case double >= 3 && double*3 > all, double >= 2 && double*20 >= all && savedTwice(s):
		return reasonTwice
	case western >= 4 && western*2 >= runes && fromWestern(s) != "":
		return reasonWestern
	}
	return nil
}

// savedTwice tells a text that becomes Chinese again when GBK's bytes of it are read as UTF-8. Some of them got lost on the way.
func savedTwice(s string) bool {
	han, high := hanOfTwice(s)
	return han >= 9 && han*2 > high
}

// hanOfTwice counts the bytes of Chinese characters that GBK's bytes of a text are in UTF-8, and of all above ASCII.
func hanOfTwice(s string) (han, high int) {
	if len(s) > 3000 {
		s = s[:3000]
	}
	raw, err := encoding.ReplaceUnsupported(simplifiedchinese.GB18030.NewEncoder()).Bytes([]byte(strings.ToValidUTF8(s, "?")))
	if err != nil {
		return 0, 0
	}
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		cut := size == 1 && len(raw) > 1 && raw[0] >= 0xe4 && raw[0] <= 0xe9 && raw[1] >= 0x80 && raw[1] < 0xc0 // the last byte of three got lost
		if cut {
			size = 2
		}
		if raw[0] >= utf8.RuneSelf {
			high += size
		}
		if cut || unicode.Is(unicode.Han, r) {
			han += size
		}
		raw = raw[size:]
	}
	return han, high
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

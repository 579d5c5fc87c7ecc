package clean

import (
	"strings"
	"unicode/utf8"
)

// numeralBefore gives where the house numeral that ends at i begins: 12, A3, 十二. i: there is none.
func numeralBefore(s string, i, floor int) int {
	start := i
	for start > floor && (s[start-1] >= '0' && s[start-1] <= '9' || letter(s[start-1])) && i-start < 5 {
		start--
	}
	if start < i {
		if i-start == 5 && start > floor && s[start-1] < utf8.RuneSelf && (s[start-1] >= '0' && s[start-1] <= '9' || letter(s[start-1])) {
			return i
		}
		return start
	}
	for n := 0; start > floor && n < 4; n++ {
		char, size := utf8.DecodeLastRuneInString(s[:start])
		if !strings.ContainsRune("一二三四五六七八九十百零〇", char) {
			break
		}
		start -= size
	}
	return start
}

// numeralAfter gives the end of the house numeral that begins at i; i: there is none.
func numeralAfter(s string, i int) int {
	j := i
	for j < len(s) && j-i < 6 && (s[j] >= '0' && s[j] <= '9' || letter(s[j]) || s[j] == '-' && j > i) {
		j++
	}
	for j > i && s[j-1] == '-' {
		j--
	}
	if j > i {
		return j
	}
	for n := 0; n < 5 && j < len(s); n++ {
		char, size := utf8.DecodeRuneInString(s[j:])
		if !strings.ContainsRune("一二三四五六七八九十百零〇", char) {
			break
		}
		j += size
	}
	return j
}

var (
	buildingWords = []string{"号楼", "栋", "幢", "座", "#楼", "#", "号院"}
	unitWords     = []string{"单元", "门"}
	floorWords    = []string{"楼", "层"}
	roomWords     = []string{"号房", "室", "房", "户", "号"}
	sideUnits     = []string{"东单元", "西单元", "中单元", "南单元", "北单元"}
	sideWords     = []string{"东户", "西户", "中户", "左户", "右户", "东边户", "西边户", "南户", "北户"}
)

func prefixOf(s string, words []string) int {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return len(w)
		}
	}
	return 0
}

// doorAt finds a door: a building with a unit or room, a unit with a room, a room number, or a house number of a road. The sign (栋,
// 单元, 号, 室 …) is at i.
func doorAt(s string, i, floor int) (hit, bool) {
	start := numeralBefore(s, i, floor)
	if start == i {
		return hit{}, false
	}
	rest := s[i:]
	switch {
	case prefixOf(rest, buildingWords) > 0:
		j := i + prefixOf(rest, buildingWords)
		if end := restOfDoor(s, j, false); end > j && !(strings.HasSuffix(s[:end], "户") && sumBefore(s, start)) {
			return hit{start, end, Door}, true
		}
		if strings.HasPrefix(rest, "号院") && afterRoad(s, start) {
			return hit{start, restOfRow(s, i+len("号院")), Door}, true
		}
		return hit{}, false
	case strings.HasPrefix(rest, "单元"):
		j := i + len("单元")
		if end := restOfDoor(s, j, true); end > j {
			return hit{start, end, Door}, true
		}
		return hit{}, false
	case strings.HasPrefix(rest, "号"):
		if start-3 >= floor && prefixOf(s[start-3:], []string{"甲", "乙", "丙", "丁"}) > 0 && afterRoad(s, start-3) { // 甲18号
			start -= 3
		}
		if doorPlate(s, start) || afterRoad(s, start) && !notHouse(s[i+3:]) {
			end := i + 3
			if more := restOfHouse(s, end); more > end {
				end = more
			}
			return hit{start, end, Door}, true
		}
	case strings.HasPrefix(rest, "排"):
		if end := restOfRow(s, start); strings.HasSuffix(s[:end], "号") { // 4排7号
			return hit{start, end, Door}, true
		}
	case strings.HasPrefix(rest, "室"):
		if n := i - start; n >= 3 && n <= 5 && s[start] >= '0' && s[start] <= '9' {
			return hit{start, i + 3, Door}, true
		}
	}
	return hit{}, false
}

// sumBefore tells that 18栋1200户 are counts.
func sumBefore(s string, start int) bool {
	return prefixOf(suffix(s, start, 3), []string{"共", "有", "计", "约", "达", "余", "总", "建"}) > 0
}

// restOfDoor passes over the unit, floor and room that follow a building, or a floor and room that follow a unit.
func restOfDoor(s string, i int, unit bool) int {
	j := gapOf(s, i)
	if !unit {
		if n := prefixOf(s[j:], sideUnits); n > 0 {
			if end := restOfDoor(s, j+n, true); end > j+n {
				return end
			}
			return i
		} else if k := numeralAfter(s, j); k > j {
			if n := prefixOf(s[k:], unitWords[:1]); n > 0 {
				i = k + n
				j = gapOf(s, i)
				unit = true
			} else if n := prefixOf(s[k:], unitWords); n > 0 {
				if end := restOfDoor(s, k+n, true); end > k+n {
					return end
				}
			}
		}
	}
	if m := bracketed(s, j); unit && m > j {
		return m
	}
	k := numeralAfter(s, j)
	if k > j {
		if n := prefixOf(s[k:], floorWords); n > 0 {
			f := gapOf(s, k+n)
			if m := prefixOf(s[f:], sideWords); m > 0 {
				return f + m
			}
			if m := numeralAfter(s, f); m > f {
				if r := prefixOf(s[m:], roomWords); r > 0 {
					return m + r
				}
				if plainRoom(s[f:m]) {
					return m
				}
			}
			if unit {
				return k + n
			}
			return i
		}
		if n := prefixOf(s[k:], roomWords); n > 0 && (plainRoom(s[j:k]) || s[k:k+n] != "户" && !strings.HasPrefix(s[k:], "号楼")) && !strings.HasPrefix(s[k:], "房间") && !(!unit && s[k:k+n] == "户" && !onFloor(s[j:k])) {
			return k + n
		}
		if plainRoom(s[j:k]) && !counted(s[k:]) {
			return k
		}
		return i
	}
	if m := prefixOf(s[j:], sideWords); m > 0 {
		return j + m
	}
	return i
}

// bracketed passes over a room in brackets.
func bracketed(s string, i int) int {
	j := i
	for _, open := range []string{"（", "("} {
		if strings.HasPrefix(s[j:], open) {
			j += len(open)
			break
		}
	}
	k := numeralAfter(s, j)
	if j == i || !plainRoom(s[j:k]) {
		return i
	}
	if n := prefixOf(s[k:], []string{"室", "房", "户"}); n > 0 {
		k += n
	}
	for _, closing := range []string{"）", ")"} {
		if strings.HasPrefix(s[k:], closing) {
			return k + len(closing)
		}
	}
	return i
}

// doorChain gives the end of building, unit and room as 12-2-1101 behind the name of an estate; 0: there is none. The first numeral is
// s[i:run].
func doorChain(s string, i, run int) int {
	if run-i > 2 || run >= len(s) || s[run] != '-' {
		return 0
	}
	second := run + 1
	for second < len(s) && s[second] >= '0' && s[second] <= '9' {
		second++
	}
	if second == run+1 || second-run > 3 || second >= len(s) || s[second] != '-' {
		return 0
	}
	end := second + 1
	for end < len(s) && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	if n := end - second - 1; n < 3 || n > 4 || end < len(s) && s[end] == '-' {
		return 0
	}
	if n := prefixOf(s[end:], []string{"室", "房", "号", "户"}); n > 0 {
		return end + n
	}
	if prefixOf(suffix(s, i, 3), []string{"园", "苑", "区", "城", "府", "庭", "家", "湾", "寓", "住", "期", "院", "郡"}) > 0 {
		return end
	}
	for _, w := range [...]string{"家是", "住的是", "住：", "住:", "址：", "址:", "址是"} {
		if strings.HasSuffix(s[:i], w) {
			return end
		}
	}
	return 0
}

// restOfHouse passes over building, unit and room behind a house number.
func restOfHouse(s string, i int) int {
	if strings.HasPrefix(s[i:], "附") {
		if k := numeralAfter(s, i+3); k > i+3 && strings.HasPrefix(s[k:], "号") {
			return k + 3
		}
		return i
	}
	k := numeralAfter(s, i)
	if k == i {
		return i
	}
	n := prefixOf(s[k:], buildingWords)
	if n == 0 {
		return i
	}
	return restOfDoor(s, k+n, false)
}

// restOfRow passes over the row and house behind a yard: 4排7号.
func restOfRow(s string, i int) int {
	k := numeralAfter(s, i)
	if k == i || !strings.HasPrefix(s[k:], "排") {
		return i
	}
	j := k + len("排")
	if k = numeralAfter(s, j); k > j && strings.HasPrefix(s[k:], "号") {
		return k + len("号")
	}
	return j
}

func gapOf(s string, i int) int {
	for n := 0; i < len(s) && n < 2 && (s[i] == ' ' || s[i] == '-'); n++ {
		i++
	}
	return i
}

// plainRoom tells whether a numeral reads as a room: 302, 1201, 2-301.
func plainRoom(s string) bool {
	digits := 0
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			digits++
		} else if s[i] != '-' && (i > 0 || !letter(s[i])) {
			return false
		}
	}
	return digits >= 3 && digits <= 5
}

// counted tells that the number before was a count or a measure, not a room.
func counted(s string) bool {
	return prefixOf(s, []string{"户", "套", "人", "家", "个", "元", "年", "米", "平", "多", "余", "栋", "%", "万", "亩", "间", "层", "次", "名", ".", "位", "台", "吨"}) > 0
}

// onFloor tells that a numeral reads as a flat on a floor, 302, and not as how many there are, 180.
func onFloor(s string) bool {
	n := len(s)
	return n < 3 || s[n-2] == '0' || s[n-2] == '1' && s[n-1] <= '6'
}

func doorPlate(s string, start int) bool {
	return strings.HasSuffix(s[:start], "门牌号") || strings.HasSuffix(s[:start], "门牌") || strings.HasSuffix(s[:start], "门牌号：") || strings.HasSuffix(s[:start], "门牌号为")
}

// afterRoad tells whether a road, lane or village stands before the numeral.
func afterRoad(s string, start int) bool {
	return prefixOf(suffix(s, start, 3), []string{"路", "街", "巷", "弄", "道", "村", "组"}) > 0 || strings.HasSuffix(s[:start], "胡同") || strings.HasSuffix(s[:start], "门前")
}

func suffix(s string, end, n int) string {
	if end < n {
		return ""
	}
	return s[end-n : end]
}

// notHouse tells that N号 is no house: a line, a bus, a day, a document.
func notHouse(s string) bool {
	return prefixOf(s, []string{"线", "公交", "车", "文件", "令", "通知", "日", "上午", "下午", "晚", "早", "开始", "公告", "地铁", "口", "站", "出口", "桥", "井", "地块", "宗地", "路", "煤", "矿", "机", "变", "村民", "令"}) > 0
}

package reports

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// smallBase is the number of comments under which a share or a change in percent says more than it knows.
const smallBase = 30

// noValue stands where there is no number.
const noValue = "—"

// count writes a number of things as people read it: in full under 1万, from there with one decimal.
func count(n int64) string {
	sign, m := "", n
	if n < 0 {
		sign, m = "−", -n
	}
	switch {
	case m >= 1e8:
		return sign + oneDecimal(float64(m)/1e8) + "亿"
	case m >= 1e4:
		return sign + oneDecimal(float64(m)/1e4) + "万"
	}
	return sign + strconv.FormatInt(m, 10)
}

// oneDecimal drops a decimal of zero, and cuts rather than rounds up into the next unit.
func oneDecimal(v float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(math.Round(v*10)/10, 'f', 1, 64), ".0")
}

// share writes part of base in percent with one decimal; noValue when the base is too small. A few are never none.
func share(part, base int64) string {
	if base < smallBase {
		return noValue
	}
	if part > 0 && 2000*part < base {
		return "不足0.1%"
	}
	return percent(100 * float64(part) / float64(base))
}

func percent(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) + "%" }

// ratio writes how many times.
func ratio(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

// between writes an interval of ratios, with a second decimal where the first would make a bound beside 1 look like 1.
func between(low, high float64) string {
	decimals := 1
	if low != 1 && ratio(low) == "1.0" || high != 1 && ratio(high) == "1.0" {
		decimals = 2
	}
	return strconv.FormatFloat(low, 'f', decimals, 64) + "—" + strconv.FormatFloat(high, 'f', decimals, 64)
}

// change writes how a count moved, with a sign, a word and, on a base of at least smallBase, the percentage.
func change(now, before int64) string {
	d := now - before
	switch {
	case d == 0:
		return "与上期持平"
	case before == 0:
		return fmt.Sprintf("%s%s条，上期为0", arrow(d), plus(d))
	case before < smallBase:
		return fmt.Sprintf("%s%s条", arrow(d), plus(d))
	}
	return fmt.Sprintf("%s%s条（%s）", arrow(d), plus(d), signedPercent(100*float64(d)/float64(before)))
}

// rate writes how a count moved in percent only: — on a base under smallBase, zero among them.
func rate(now, before int64) string {
	if before < smallBase {
		return noValue
	}
	return signedPercent(100 * float64(now-before) / float64(before))
}

// yearChange writes how a count moved against the same period a year before, on a small base as a count.
func yearChange(now, before int64) string {
	switch {
	case before >= smallBase:
		return "同比" + rate(now, before)
	case now == before:
		return "同比持平"
	case now > before:
		return "同比增加" + count(now-before) + "条"
	}
	return "同比减少" + count(before-now) + "条"
}

func signedPercent(v float64) string {
	if v < 0 {
		return "−" + percent(-v)
	}
	return "+" + percent(v)
}

// points writes how a share moved, in percentage points; — when one of the bases is too small.
func points(part, base, partBefore, baseBefore int64) string {
	if base < smallBase || baseBefore < smallBase {
		return noValue
	}
	d := 100*float64(part)/float64(base) - 100*float64(partBefore)/float64(baseBefore)
	switch {
	case math.Abs(d) < 0.05:
		return "与上期持平"
	case d > 0:
		return fmt.Sprintf("▲ 上升%.1f个百分点", d)
	}
	return fmt.Sprintf("▼ 下降%.1f个百分点", -d)
}

func arrow(d int64) string {
	if d > 0 {
		return "▲ 增加"
	}
	return "▼ 减少"
}

func plus(d int64) string {
	if d < 0 {
		d = -d
	}
	return count(d)
}

// cell writes a value of a table in full.
func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return noValue
	case string:
		return strings.ReplaceAll(v, "\x00", "�")
	case bool:
		if v {
			return "是"
		}
		return "否"
	case float64:
		if v != 0 && math.Abs(v) < 0.001 {
			return strconv.FormatFloat(v, 'e', 1, 64)
		}
		return strconv.FormatFloat(math.Round(v*1000)/1000, 'f', -1, 64)
	case time.Time:
		return v.Format(time.DateOnly)
	case []any:
		parts := make([]string, len(v))
		for i, p := range v {
			parts[i] = cell(p)
		}
		return strings.Join(parts, " ")
	}
	return fmt.Sprint(v)
}

// decimalsOf gives how many decimals the numbers of a column have, so that its digits stand under each other: as many as any of them
// needs, and one where they are shares.
func decimalsOf(rows []record, column, label string) int {
	most := 0
	if strings.HasSuffix(label, "（%）") {
		most = 1
	}
	for _, r := range rows {
		if v, ok := r[column].(float64); ok {
			if _, decimals, ok := strings.Cut(cell(v), "."); ok && !strings.Contains(decimals, "e") {
				most = max(most, len(decimals))
			}
		}
	}
	return most
}

// cellTo writes a value as cell does, and a fraction with so many decimals.
func cellTo(decimals int, v any) string {
	f, ok := v.(float64)
	if !ok || f != 0 && math.Abs(f) < 0.001 {
		return cell(v)
	}
	return strconv.FormatFloat(f, 'f', decimals, 64)
}

// numeric says whether a value is set to the right.
func numeric(v any) bool {
	switch v.(type) {
	case int64, int32, int, float64:
		return true
	}
	return false
}

package export

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/duckdb/duckdb-go/v2"
)

// text writes a value in full, so that it can be read back: NULL is empty, a list of plain words is joined by spaces, anything nested
// is JSON.
func text(v any, databaseType string) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case []byte:
		return bytesText(v, databaseType)
	case duckdb.UUID:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	case time.Time:
		return timeText(v, databaseType)
	case float64:
		return floatText(v, 64)
	case float32:
		return floatText(float64(v), 32)
	case duckdb.Decimal:
		return v.String()
	case duckdb.Interval:
		return intervalText(v)
	case []any:
		return listText(v, databaseType)
	case map[string]any, duckdb.OrderedMap, *duckdb.OrderedMap, duckdb.Map:
		return jsonText(plain(v, databaseType))
	default:
		return fmt.Sprint(v)
	}
}

// short writes a value as a person reads it in a table: as text does, but for floating-point numbers, which are rounded to ten digits.
func short(v any, databaseType string) string {
	if f, ok := v.(float64); ok && math.Abs(f) < 1e9 {
		return floatText(mustParse(strconv.FormatFloat(f, 'g', 10, 64), f), 64)
	}
	return text(v, databaseType)
}

func mustParse(s string, otherwise float64) float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return otherwise
	}
	return f
}

func floatText(f float64, bits int) string {
	if a := math.Abs(f); a == 0 || a >= 1e-4 && a < 1e15 {
		return strconv.FormatFloat(f, 'f', -1, bits)
	}
	return strconv.FormatFloat(f, 'g', -1, bits)
}

func timeText(t time.Time, databaseType string) string {
	switch {
	case databaseType == "DATE":
		return t.Format(time.DateOnly)
	case databaseType == "TIME":
		return t.Format("15:04:05.999999")
	case strings.Contains(databaseType, "WITH TIME ZONE") || databaseType == "TIMESTAMPTZ":
		return t.Format("2006-01-02 15:04:05.999999Z07:00")
	}
	return t.Format("2006-01-02 15:04:05.999999")
}

// bytesText writes a UUID as it is known, other bytes in hexadecimal.
func bytesText(b []byte, databaseType string) string {
	if databaseType == "UUID" && len(b) == len(duckdb.UUID{}) {
		u := duckdb.UUID(b)
		return u.String()
	}
	return `\x` + hex.EncodeToString(b)
}

func intervalText(i duckdb.Interval) string {
	var parts []string
	if i.Months != 0 {
		parts = append(parts, fmt.Sprintf("%d months", i.Months))
	}
	if i.Days != 0 {
		parts = append(parts, fmt.Sprintf("%d days", i.Days))
	}
	if i.Micros != 0 || len(parts) == 0 {
		parts = append(parts, (time.Duration(i.Micros) * time.Microsecond).String())
	}
	return strings.Join(parts, " ")
}

// listText joins words by spaces where that can be taken apart again, and is JSON elsewhere.
func listText(list []any, databaseType string) string {
	words := make([]string, len(list))
	for i, v := range list {
		words[i] = text(v, element(databaseType))
		switch v.(type) {
		case nil, []any, map[string]any, duckdb.OrderedMap, *duckdb.OrderedMap, duckdb.Map:
			return jsonText(plain(list, databaseType))
		}
		if words[i] == "" || strings.ContainsAny(words[i], " \t\n") {
			return jsonText(plain(list, databaseType))
		}
	}
	return strings.Join(words, " ")
}

// element gives the type of a list's elements, such as DATE for DATE[].
func element(databaseType string) string {
	if at := strings.LastIndexByte(databaseType, '['); at >= 0 && strings.HasSuffix(databaseType, "]") {
		return databaseType[:at]
	}
	return ""
}

func jsonText(v any) string {
	out, err := marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return out
}

// marshal writes JSON, without the escapes for HTML, and with every control character escaped.
func marshal(v any) (string, error) {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return "", err
	}
	line := strings.TrimSuffix(out.String(), "\n")
	if !strings.ContainsFunc(line, beyondASCIIControl) {
		return line, nil
	}
	out.Reset()
	for _, c := range line {
		if beyondASCIIControl(c) {
			fmt.Fprintf(&out, `\u%04x`, c)
			continue
		}
		out.WriteRune(c)
	}
	return out.String(), nil
}

func beyondASCIIControl(c rune) bool { return c >= 0x7f && c < 0xa0 }

// plain turns a value into one that encoding/json and excelize write by type.
func plain(v any, databaseType string) any {
	switch v := v.(type) {
	case nil, string, bool, int8, int16, int32, int64, uint8, uint16, uint32, uint64:
		return v
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil
		}
		return v
	case float32:
		if f := float64(v); math.IsNaN(f) || math.IsInf(f, 0) {
			return nil
		}
		return v
	case *big.Int:
		if v.IsInt64() {
			return v.Int64()
		}
		return v.String()
	case duckdb.Decimal:
		return v.Float64()
	case []any:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = plain(x, element(databaseType))
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for k, x := range v {
			out[k] = plain(x, "")
		}
		return out
	case *duckdb.OrderedMap:
		return plain(*v, databaseType)
	case duckdb.OrderedMap:
		out := make(map[string]any, v.Len())
		values := v.Values()
		for i, k := range v.Keys() {
			out[text(k, "")] = plain(values[i], "")
		}
		return out
	case duckdb.Map:
		out := make(map[string]any, len(v))
		for k, x := range v {
			out[text(k, "")] = plain(x, "")
		}
		return out
	default:
		return text(v, databaseType)
	}
}

// unique gives the names with a number after those that stand more than once, as DuckDB does when it makes a table of a result.
func unique(names []string) []string {
	taken := map[string]bool{}
	for _, name := range names {
		taken[strings.ToLower(name)] = true
	}
	seen := map[string]bool{}
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = name
		for n := 1; seen[strings.ToLower(out[i])]; n++ {
			if candidate := fmt.Sprintf("%s_%d", name, n); !taken[strings.ToLower(candidate)] {
				out[i] = candidate
			}
		}
		seen[strings.ToLower(out[i])] = true
	}
	return out
}

// numeric says whether a type is one of numbers, which stand right-aligned.
func numeric(databaseType string) bool {
	numbers := []string{"BIGINT", "DECIMAL", "DOUBLE", "FLOAT", "HUGEINT", "INTEGER", "SMALLINT", "TINYINT", "UBIGINT", "UHUGEINT", "UINTEGER", "USMALLINT", "UTINYINT"}
	name, _, _ := strings.Cut(databaseType, "(")
	at := sort.SearchStrings(numbers, name)
	return at < len(numbers) && numbers[at] == name
}

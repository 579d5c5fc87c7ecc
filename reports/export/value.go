package export

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/duckdb/duckdb-go/v2"
)

// text writes a value as a person reads it: NULL is empty, a time without seconds' fractions, a list joined by spaces.
func text(v any, databaseType string) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case []byte:
		return string(v)
	case bool:
		return strconv.FormatBool(v)
	case time.Time:
		switch {
		case databaseType == "DATE":
			return v.Format(time.DateOnly)
		case databaseType == "TIME":
			return v.Format(time.TimeOnly)
		default:
			return v.Format(time.DateTime)
		}
	case float64:
		return strconv.FormatFloat(v, 'g', 10, 64)
	case float32:
		return strconv.FormatFloat(float64(v), 'g', 6, 32)
	case duckdb.Decimal:
		return v.String()
	case []any:
		parts := make([]string, len(v))
		for i, x := range v {
			parts[i] = text(x, "")
		}
		return strings.Join(parts, " ")
	default:
		return fmt.Sprint(v)
	}
}

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
		return plain(float64(v), databaseType)
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
			out[i] = plain(x, "")
		}
		return out
	default:
		return text(v, databaseType)
	}
}

// neutral keeps a spreadsheet from running a text as a formula: it puts an apostrophe before one that starts like a formula.
func neutral(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// isText says whether a column holds what people wrote, as against numbers and times that DuckDB made.
func isText(v any) bool {
	switch v.(type) {
	case string, []byte, []any:
		return true
	}
	return false
}

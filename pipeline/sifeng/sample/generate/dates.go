package main

import (
	"fmt"
	"strings"
	"time"
)

// writeDate writes a day the way offices do, a different way for each turn.
func writeDate(day time.Time, turn int) string {
	switch turn % 6 {
	case 0:
		return day.Format("2006-1-2")
	case 1:
		return day.Format("2006年1月2日")
	case 2:
		return day.Format("2006/01/02")
	case 3:
		return day.Format("1月2日") + []string{"上午", "下午"}[turn/6%2]
	case 4:
		return chineseDate(day)
	default:
		return day.Format("20060102")
	}
}

// writeTime writes a moment the way registers do, a different way for each turn.
func writeTime(moment time.Time, turn int) string {
	switch turn % 4 {
	case 0:
		return moment.Format("2006/1/2 15:04")
	case 1:
		return moment.Format("2006-01-02 15:04:05")
	case 2:
		return moment.Format("2006年1月2日 15:04")
	default:
		return moment.Format("2006/01/02 15:04")
	}
}

// chineseDate writes 二〇一四年三月十日.
func chineseDate(day time.Time) string {
	var year strings.Builder
	for _, digit := range fmt.Sprint(day.Year()) {
		year.WriteRune([]rune("〇一二三四五六七八九")[digit-'0'])
	}
	return year.String() + "年" + chineseNumber(int(day.Month())) + "月" + chineseNumber(day.Day()) + "日"
}

// chineseNumber writes 1 to 39.
func chineseNumber(n int) string {
	ones := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch {
	case n < 10:
		return ones[n]
	case n < 20:
		return "十" + ones[n-10]
	default:
		return ones[n/10] + "十" + ones[n%10]
	}
}

// excelSerial is the day as Excel's 1900 system counts it.
func excelSerial(day time.Time) int {
	return int(day.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24)
}

package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// hotline: GBK, a title above the header, a totals row below, one record keyed in twice, one silent call.
func hotline(rows []row) ([]byte, error) {
	records := [][]string{
		{"襄城县征求意见专线电话登记表（虚构示例数据）", "", "", "", "", "", "", ""},
		{"序号", "工单编号", "登记时间", "来电人", "联系电话", "所属乡镇", "被反映单位", "反映内容"},
	}
	for i, r := range rows {
		records = append(records, []string{
			strconv.Itoa(i + 1), orderNumber(i), writeTime(r.Received, i), r.Name, writePhone(r.Phone, i), r.Township, r.Department, r.Text,
		})
	}
	twice := append([]string{}, records[12]...)
	twice[0] = strconv.Itoa(len(rows) + 1)
	silent := []string{strconv.Itoa(len(rows) + 2), orderNumber(len(rows)), "2014/9/27 10:31", "", "", "", "", ""}
	records = append(records, twice, silent, []string{"合计", "", "", "", "", "", "", strconv.Itoa(len(rows)+2) + "件"})
	return encodeTable(records, ',', true, simplifiedchinese.GBK.NewEncoder())
}

func orderNumber(i int) string { return fmt.Sprintf("RX2014-%04d", i+1) }

// writePhone writes a number plainly, with hyphens, with spaces or in wide digits.
func writePhone(number string, turn int) string {
	if len(number) != 11 {
		return number
	}
	switch turn % 4 {
	case 1:
		return number[:3] + "-" + number[3:7] + "-" + number[7:]
	case 2:
		return number[:3] + " " + number[3:7] + " " + number[7:]
	case 3:
		return strings.Map(func(digit rune) rune { return digit - '0' + '０' }, number)
	default:
		return number
	}
}

// maxMessage is how many characters one short message carries here; longer ones arrive in parts.
const maxMessage = 44

// sms: UTF-8 with a byte order mark, semicolons, long messages in parts that may arrive out of order, an empty message.
func sms(rows []row) ([]byte, error) {
	records := [][]string{{"序号", "接收时间", "手机号码", "短信内容"}}
	add := func(r row, turn int, text string) {
		records = append(records, []string{strconv.Itoa(len(records)), writeTime(r.Received, 1), writePhone(r.Phone, turn%2*2), text})
	}
	for i, r := range rows {
		parts := splitMessage(r.Text)
		if i%3 == 0 {
			for j := len(parts) - 1; j >= 0; j-- {
				add(r, i, parts[j])
			}
			continue
		}
		for _, part := range parts {
			add(r, i, part)
		}
	}
	last := rows[len(rows)-1]
	last.Phone = "13800000098"
	add(last, 0, "")
	return encodeTable(records, ';', false, unicode.UTF8BOM.NewEncoder())
}

func splitMessage(text string) []string {
	letters := []rune(text)
	count := (len(letters) + maxMessage - 1) / maxMessage
	if count <= 1 {
		return []string{text}
	}
	var parts []string
	for i := 0; i < count; i++ {
		end := min(len(letters), (i+1)*maxMessage)
		parts = append(parts, fmt.Sprintf("【%d/%d】%s", i+1, count, string(letters[i*maxMessage:end])))
	}
	return parts
}

// social: one JSON object a line.
func social(rows []row) ([]byte, error) {
	type message struct {
		ID       string `json:"消息id"`
		Platform string `json:"平台"`
		User     string `json:"昵称"`
		At       string `json:"发布时间"`
		Text     string `json:"内容"`
		Likes    int    `json:"点赞数"`
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	for i, r := range rows {
		err := encoder.Encode(message{
			ID: fmt.Sprintf("WB%06d", 100001+i*7), Platform: r.Place, User: r.Name,
			At: r.Received.Format("2006-01-02 15:04:05"), Text: r.Text, Likes: i * i % 97,
		})
		if err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}

// visits: UTF-16, tabs, as spreadsheets save "Unicode text".
func visits(rows []row) ([]byte, error) {
	records := [][]string{{"序号", "来源", "走访时间", "所属乡镇", "对象类别", "涉及单位", "主要内容"}}
	for i, r := range rows {
		records = append(records, []string{strconv.Itoa(i + 1), r.Place, writeDate(r.Received, i), r.Township, r.Role, r.Department, r.Text})
	}
	return encodeTable(records, '\t', true, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder())
}

// ledgerFile: the rectification ledger, UTF-8 with a byte order mark.
func ledgerFile(table [][]string) ([]byte, error) {
	return encodeTable(table, ',', true, unicode.UTF8BOM.NewEncoder())
}

func encodeTable(records [][]string, comma rune, carriageReturns bool, encoder *encoding.Encoder) ([]byte, error) {
	var text bytes.Buffer
	writer := csv.NewWriter(&text)
	writer.Comma = comma
	writer.UseCRLF = carriageReturns
	if err := writer.WriteAll(records); err != nil {
		return nil, err
	}
	encoded, err := encoder.Bytes(text.Bytes())
	if err != nil {
		return nil, fmt.Errorf("a character that the file's encoding lacks: %w", err)
	}
	return encoded, nil
}

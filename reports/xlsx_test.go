package reports

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

func TestListsOfIssues(t *testing.T) {
	db := openFixture(t, fixture{comments: 900, issues: true, hostile: true})
	var issues, members bytes.Buffer
	if err := WriteIssues(context.Background(), db, &issues); err != nil {
		t.Fatal(err)
	}
	if err := WriteIssueComments(context.Background(), db, &members); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		list   *bytes.Buffer
		header []string
		query  string
	}{
		{&issues, []string{"热度排名", "问题ID", "热度指数", "时间范围", "地点/人群", "问题描述"}, "select count(*) from issues"},
		{&members, []string{"问题ID", "留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "点赞数", "反对数"}, "select count(*) from issue_comments"},
	} {
		f, err := excelize.OpenReader(c.list)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := f.GetRows(f.GetSheetName(0))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.header, rows[0]); diff != "" {
			t.Errorf("header (-want +got):\n%s", diff)
		}
		from, err := f.GetCellValue("说明", "B2")
		if err != nil || from != "襄城县群众意见，运行0123456789abcdef，截止2014-04-16" {
			t.Errorf("it came from %q, %v", from, err)
		}
		var want int
		if err := db.QueryRow(c.query).Scan(&want); err != nil {
			t.Fatal(err)
		}
		if len(rows)-1 != want || want == 0 {
			t.Errorf("%d rows, want %d and more than none", len(rows)-1, want)
		}
		for i, name := range rows[0] {
			column, err := excelize.ColumnNumberToName(i + 1)
			if err != nil {
				t.Fatal(err)
			}
			wide, err := f.GetColWidth(f.GetSheetName(0), column)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range rows[1:] {
				if i < len(row) && (strings.HasSuffix(name, "ID") || name == "留言编号" || name == "时间范围") && float64(width(row[i]))/8 > wide {
					t.Errorf("%s is %.0f wide, too narrow for %q", name, wide, row[i])
					break
				}
			}
			if (name == "问题描述" || name == "留言详情") && wide < 50 {
				t.Errorf("%s is %.0f wide", name, wide)
			}
		}
		for n, row := range rows {
			for _, text := range row {
				if strings.IndexAny(text, "=+@-") == 0 {
					t.Errorf("row %d holds a text that would run as a formula", n+1)
				}
			}
		}
	}
}

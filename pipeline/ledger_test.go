package pipeline_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sifeng/pipeline"
	"sifeng/pipeline/store"
)

// runLedger runs one comment with a ledger.
func runLedger(t *testing.T, ledger string) (db string, err error) {
	t.Helper()
	dir := t.TempDir()
	comments, path := filepath.Join(dir, "意见.csv"), filepath.Join(dir, "台账.csv")
	for name, content := range map[string]string{comments: "时间,内容\n2014-05-01,路灯坏了没人管\n", path: ledger} {
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	db = filepath.Join(dir, "x.duckdb")
	_, err = pipeline.Run(context.Background(), pipeline.Config{Inputs: []string{comments}, DB: db, Out: filepath.Join(dir, "out"), Workers: 1, Ledger: path})
	return db, err
}

// TestLedgerKeepsNoPerson: persons and telephones stand in any column of a ledger; posts and units stay.
func TestLedgerKeepsNoPerson(t *testing.T) {
	path, err := runLedger(t, `编号,问题,来源,状态,时限,牵头责任单位,配合单位,责任领导,整改措施,批准人
周常霖-1,路灯损坏,来信人周常霖13700370001,整改中,2014-06-30,赵启明,住建局（钱小芳 13700370002）,孙志强副局长,换灯,李国庆
钱小芳-1,路灯损坏,来信,整改中,2014-06-30,公安局,交通运输局、财政局,局长,换灯,县长
2014-ZG-0001,路灯损坏,12345热线,整改中,2014-06-30,县住建局,,,换灯,
`)
	if err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query("select concat_ws('|', issue_no, source, lead, co_lead, responsible, approver) from rectifications order by issue_no")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var got []string
	for rows.Next() {
		var row string
		if err := rows.Scan(&row); err != nil {
			t.Fatal(err)
		}
		got = append(got, row)
	}
	want := []string{
		"2014-ZG-0001|12345热线|县住建局",
		"〔姓名〕-1|来信人〔姓名〕〔手机〕|〔姓名〕|住建局（〔姓名〕 〔手机〕）|〔姓名〕副局长|〔姓名〕",
		"〔姓名〕-1-3|来信|公安局|交通运输局、财政局|局长|县长",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestLedgerErrorsQuoteNoCell: an error names the row, the column and what may stand there.
func TestLedgerErrorsQuoteNoCell(t *testing.T) {
	const secret = "周常霖13700370001"
	for name, test := range map[string]struct{ heading, row, want string }{
		"状态":  {"编号,问题,状态", "1,灯," + secret, "整改中"},
		"性质":  {"编号,问题,状态,性质", "1,灯,新登记," + secret, "立行立改"},
		"评议":  {"编号,问题,状态,群众评议", "1,灯,新登记," + secret, "基本满意"},
		"类别":  {"编号,问题,状态,类别", "1,灯,新登记," + secret, "类别"},
		"份数":  {"编号,问题,状态,份数", "1,灯,新登记," + secret, "份数"},
		"进展":  {"编号,问题,状态,进展", "1,灯,新登记," + secret, "100"},
		"时限":  {"编号,问题,状态,时限", "1,灯,新登记," + secret, "2014-06-30"},
		"两次":  {"编号,问题,状态", secret + ",灯,新登记\n" + secret + ",灯,新登记", "编号"},
		"没问题": {"编号,问题,状态", secret + ",,新登记", "问题"},
	} {
		_, err := runLedger(t, test.heading+"\n"+test.row+"\n")
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		if strings.Contains(err.Error(), "周常霖") || strings.Contains(err.Error(), "1370037") {
			t.Errorf("%s: the error quotes the cell", name)
		}
		if !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v: want %s in it", name, err, test.want)
		}
	}
}

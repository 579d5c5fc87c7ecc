package reports

import (
	"strings"
	"testing"
)

// TestBreaksAreMarked makes one break of each kind: they are told in order, marked in the chart, and nothing is told where there is none.
func TestBreaksAreMarked(t *testing.T) {
	db := openFixture(t, fixture{comments: 3000})
	execute(t, db, "update comments set channel = 'ch.hotline'")
	if page := renderOf(t, db); strings.Contains(page, "断点") {
		at := strings.Index(page, "断点")
		t.Fatalf("the page tells of breaks where there are none: …%.300q", page[max(0, at-60):])
	}
	execute(t, db, "update comments set channel = 'ch.sms' where received_at >= date '2014-03-05' and row_no % 3 = 0")
	execute(t, db, "delete from comments where received_at >= date '2014-02-03' and received_at < date '2014-02-17'")
	execute(t, db, `insert into runs (run_id, seq, started_at, code_version, dict_hash, redact_hash, key_check, as_of, county_code, county, schema_version)
		select 'fedcba9876543210', 0, started_at, code_version, 'another', redact_hash, key_check, date '2014-03-20', county_code, county, schema_version from runs`)
	execute(t, db, "update runs set as_of = date '2014-03-25', seq = 1 where dict_hash <> 'another'")
	page := renderOf(t, db)
	for _, want := range []string{
		"断点：②3月5日起才有“短信”渠道的意见，增减受其影响；③3月25日起换用新词典，全部意见已重判，与以前印发的数不可比；①2月3日起2周没有意见，可能缺报。",
		"走势有3处断点", `"formatter":"①"`, `"formatter":"②"`, `"formatter":"③"`,
	} {
		if !strings.Contains(page, want) {
			at := strings.Index(page, "断点：")
			t.Errorf("the page does not say %q but %.300q", want, page[max(0, at):])
		}
	}
}

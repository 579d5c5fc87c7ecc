package main

import "testing"

// What besides the tags changes is named as sifeng tag names it.
func TestValuesOfDiff(t *testing.T) {
	n := names{township: map[string]string{"411025101": "颍桥回族镇"}, department: map[string]string{"minzheng": "民政局"}}
	chinese, english := &app{chinese: true}, &app{}
	for _, test := range []struct{ field, value, zh, en string }{
		{"kind", "inquiry", "咨询", "inquiry"},
		{"kind", "", "无", "none"},
		{"urgency", "u2", "u2 紧急", "u2 urgent"},
		{"township", "411025101", "颍桥回族镇 411025101", "颍桥回族镇 411025101"},
		{"township", "411025999", "411025999", "411025999"},
		{"department", "minzheng", "民政局 minzheng", "民政局 minzheng"},
		{"department", "", "无", "none"},
		{"restricted", "yes", "是", "yes"},
		{"restricted", "no", "否", "no"},
	} {
		if zh, en := chinese.value(n, test.field, test.value), english.value(n, test.field, test.value); zh != test.zh || en != test.en {
			t.Errorf("%s %q: %q and %q, want %q and %q", test.field, test.value, zh, en, test.zh, test.en)
		}
	}
}

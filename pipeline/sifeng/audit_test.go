package main

import (
	"testing"

	"sifeng/pipeline"
)

// TestPosition: a cell is told as spreadsheets call it.
func TestPosition(t *testing.T) {
	for _, tt := range []struct {
		leak    pipeline.Leak
		zh, eng string
	}{
		{pipeline.Leak{Where: "a.xlsx", Row: "来访登记!D4", Offset: 0}, "a.xlsx 来访登记!D4", "a.xlsx 来访登记!D4"},
		{pipeline.Leak{Where: "a.txt", Row: "2", Offset: 7}, "a.txt 第 2 行，第 7 字节起", "a.txt, row 2, from byte 7"},
		{pipeline.Leak{Where: "x.main.comments.text", Row: "0f3a", Offset: 7}, "x.main.comments.text 编号 0f3a，第 7 字节起", "x.main.comments.text, row 0f3a, from byte 7"},
		{pipeline.Leak{Where: "〔姓名〕的信.txt", Offset: 0}, "〔姓名〕的信.txt", "〔姓名〕的信.txt"},
	} {
		chinese, english := &app{chinese: true}, &app{}
		if got := chinese.position(tt.leak); got != tt.zh {
			t.Errorf("got %q, want %q", got, tt.zh)
		}
		if got := english.position(tt.leak); got != tt.eng {
			t.Errorf("got %q, want %q", got, tt.eng)
		}
	}
}

// TestSteps: every step of a run has a name in Chinese.
func TestSteps(t *testing.T) {
	a := &app{chinese: true}
	for _, doing := range []string{
		pipeline.DoingCopy, pipeline.DoingAnnotate, pipeline.DoingStore, pipeline.DoingHotspots, pipeline.DoingMatters, pipeline.DoingLedger,
		pipeline.DoingReport, pipeline.DoingPublish,
	} {
		if a.step(doing) == doing {
			t.Errorf("%s has no name in Chinese", doing)
		}
	}
}

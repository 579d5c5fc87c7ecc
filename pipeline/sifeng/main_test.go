package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"sifeng": main})
}

// TestScripts runs the transcripts in testdata/script: each shows one command as its user meets it.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("LANG", "en_US.UTF-8")
			env.Setenv("LC_ALL", "")
			return nil
		},
		Cmds:          map[string]func(*testscript.TestScript, bool, []string){"exit": cmdExit, "cell": cmdCell, "workbook": cmdWorkbook},
		Condition:     condition,
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
	})
}

// condition knows unreadable: this user cannot open a file whose mode is 0, as root can.
func condition(name string) (bool, error) {
	if name != "unreadable" {
		return false, fmt.Errorf("no such condition: %s", name)
	}
	f, err := os.CreateTemp("", "sifeng-unreadable-*")
	if err != nil {
		return false, err
	}
	defer os.Remove(f.Name())
	if err := errors.Join(f.Close(), os.Chmod(f.Name(), 0)); err != nil {
		return false, err
	}
	if f, err = os.Open(f.Name()); err == nil {
		f.Close()
	}
	return err != nil, nil
}

// cmdExit runs a command and checks its exit code: exit CODE COMMAND [ARG…].
func cmdExit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exit CODE COMMAND [ARG…]")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = "?"
		if code, ok := err.(interface{ ExitCode() int }); ok {
			got = strconv.Itoa(code.ExitCode())
		}
	}
	if got != args[0] {
		ts.Fatalf("%v: exit code %s, want %s (%v)", args[1:], got, args[0], err)
	}
}

// cmdCell writes a cell of a workbook, as a clerk does: cell FILE SHEET CELL VALUE. Before it writes, it can check what is there:
// cell FILE SHEET CELL VALUE WAS.
func cmdCell(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 4 || len(args) > 5 {
		ts.Fatalf("usage: cell FILE SHEET CELL VALUE [WAS]")
	}
	path := ts.MkAbs(args[0])
	f, err := excelize.OpenFile(path)
	ts.Check(err)
	defer f.Close()
	was, err := f.GetCellValue(args[1], args[2])
	ts.Check(err)
	if len(args) == 5 && was != args[4] {
		ts.Fatalf("%s holds %q, not %q", args[2], was, args[4])
	}
	ts.Check(f.SetCellStr(args[1], args[2], args[3]))
	ts.Check(f.SaveAs(path))
}

// cmdWorkbook makes a workbook of csv files: workbook FILE SHEET=CSV…. What begins with = becomes a formula whose result is not saved, as programs
// write it.
func cmdWorkbook(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: workbook FILE SHEET=CSV…")
	}
	f := excelize.NewFile()
	defer f.Close()
	for i, arg := range args[1:] {
		sheet, from, ok := strings.Cut(arg, "=")
		if !ok {
			ts.Fatalf("want SHEET=CSV, not %q", arg)
		}
		if i == 0 {
			ts.Check(f.SetSheetName("Sheet1", sheet))
		}
		_, err := f.NewSheet(sheet)
		ts.Check(err)
		r := csv.NewReader(strings.NewReader(ts.ReadFile(from)))
		r.FieldsPerRecord = -1
		rows, err := r.ReadAll()
		ts.Check(err)
		for y, row := range rows {
			for x, value := range row {
				at, err := excelize.CoordinatesToCellName(x+1, y+1)
				ts.Check(err)
				if strings.HasPrefix(value, "=") {
					ts.Check(f.SetCellFormula(sheet, at, value[1:]))
				} else {
					ts.Check(f.SetCellStr(sheet, at, value))
				}
			}
		}
	}
	ts.Check(f.SaveAs(ts.MkAbs(args[0])))
}

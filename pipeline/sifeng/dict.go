package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"sifeng/dict"
	"sifeng/pipeline"
	"sifeng/pipeline/clean"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/ingest"
)

func (a *app) dictCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "dict",
		Short: a.say("检查词典，看改动的后果，找缺的说法", "Check the dictionaries, see what a change does, find what they lack"),
		Args:  a.between(0, 0),
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.dictCheckCommand(), a.dictDiffCommand(), a.dictSuggestCommand(), a.dictNewCountyCommand())
	return cmd
}

func (a *app) dictCheckCommand() *cobra.Command {
	var dictDir string
	cmd := &cobra.Command{
		Use:   "check",
		Short: a.say("检查词典是否完整、自洽；错误指出文件和行", "Check that the dictionaries are whole and agree; errors name file and line"),
		Args:  a.between(0, 0),
		RunE: func(*cobra.Command, []string) error {
			d, err := dict.Load(dictDir)
			if err != nil {
				return err
			}
			if err := ingest.CheckDict(d); err != nil {
				return err
			}
			annotator, err := pipeline.NewAnnotator(d, comment.NewKey([]byte("check stores nothing")), clean.Options{})
			if err != nil {
				return err
			}
			if err := annotator.CheckExamples(); err != nil {
				return err
			}
			fmt.Fprintf(a.out, a.say("词典 %s：%d 个问题代码，%d 个乡镇，%d 个部门，%d 个项目词，没有错误\n",
				"dictionaries %s: %d problem codes, %d townships, %d departments, %d words; no error\n"),
				d.Hash(), len(d.Problems), len(d.County.Townships), len(d.County.Departments), len(d.Words))
			return nil
		},
	}
	cmd.Flags().StringVar(&dictDir, "dict", "", a.say("覆盖内置词典的目录", "directory that overrides the built-in dictionaries"))
	return cmd
}

func (a *app) dictNewCountyCommand() *cobra.Command {
	var code, name, out string
	cmd := &cobra.Command{
		Use:   "new-county UNITS.csv",
		Short: a.say("由单位名单搭出另一个县的名册目录", "Scaffold another county's register from a list of its units"),
		Long: a.say("名单为 csv：name 列必有，kind（township 或 department）、code、short、category、aliases 可有可无。写出的目录交给 --dict。",
			"The list is a csv with the column name and, if known, kind (township or department), code, short, category and aliases. Give the directory written to --dict."),
		Args: a.between(1, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			if code == "" || name == "" || out == "" {
				return usageError{fmt.Errorf("dict new-county: %s", a.say("要给出 --code、--name 和 --out", "give --code, --name and --out"))}
			}
			d, err := dict.Load("")
			if err != nil {
				return err
			}
			list, err := os.Open(args[0])
			if err != nil {
				return fmt.Errorf("open the list of units: %w", err)
			}
			defer list.Close()
			files, err := d.NewCounty(code, name, list)
			if err != nil {
				return fmt.Errorf("read %s: %w", args[0], err)
			}
			if _, err := os.Stat(out); err == nil {
				return fmt.Errorf("%s is there already: give a new directory", out)
			}
			for _, path := range slices.Sorted(maps.Keys(files)) {
				to := filepath.Join(out, filepath.FromSlash(path))
				if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
					return fmt.Errorf("write the register: %w", err)
				}
				if err := os.WriteFile(to, files[path], 0o644); err != nil {
					return fmt.Errorf("write the register: %w", err)
				}
				fmt.Fprintln(a.out, to)
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&code, "code", "", a.say("六位区划代码", "six-digit code of the county"))
	f.StringVar(&name, "name", "", a.say("县名", "name of the county"))
	f.StringVarP(&out, "out", "o", "", a.say("要写的目录", "directory to write"))
	return cmd
}

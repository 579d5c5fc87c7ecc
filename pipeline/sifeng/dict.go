package main

import (
	"fmt"

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
		Short: a.say("检查词典", "Check the dictionaries"),
		Args:  a.between(0, 0),
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.dictCheckCommand())
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
			if _, err := pipeline.NewAnnotator(d, comment.NewKey([]byte("check stores nothing")), clean.Options{}); err != nil {
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

package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"sifeng/pipeline"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/sifeng/sample"
)

// demoKey is no secret: the sample's people are invented, and with one key the demo is the same everywhere.
var demoKey = []byte("the people of the demo are invented")

func (a *app) demoCommand() *cobra.Command {
	var out string
	var workers int
	cmd := &cobra.Command{
		Use:   "demo",
		Short: a.say("用内置的虚构样本走完全程", "The whole job on the embedded, invented sample"),
		Args:  a.between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.checkWorkers(workers); err != nil {
				return err
			}
			dir, err := os.MkdirTemp("", "sifeng-demo-*")
			if err != nil {
				return fmt.Errorf("make a directory for the sample: %w", err)
			}
			defer os.RemoveAll(dir)
			inputs, ledger, err := writeSample(dir)
			if err != nil {
				return err
			}
			key := comment.NewKey(demoKey)
			summary, err := pipeline.Run(cmd.Context(), pipeline.Config{
				Inputs: inputs, Ledger: ledger, DB: filepath.Join(out, "sifeng.duckdb"), Out: out, Year: sample.Year, Workers: max(1, workers), Replace: true,
				Matters: true, Key: &key, Notice: sample.Notice, Progress: a.progress(),
			})
			if err != nil {
				return err
			}
			a.printSummary(summary)
			fmt.Fprintf(a.out, a.say("用浏览器打开 %s；或问一句：sifeng query --db %s\n", "Open %s in a browser; or ask: sifeng query --db %s\n"), summary.Dashboard, summary.DB)
			return nil
		},
	}
	cmd.Flags().StringVar(&out, "out", "sifeng-demo", a.say("输出目录", "output directory"))
	a.workersFlag(cmd, &workers)
	return cmd
}

// writeSample writes the embedded sample into dir and gives the paths of its comment files and of its ledger.
func writeSample(dir string) (comments []string, ledger string, err error) {
	files, err := sample.Files()
	if err != nil {
		return nil, "", err
	}
	if err := os.CopyFS(dir, files); err != nil {
		return nil, "", fmt.Errorf("write the sample: %w", err)
	}
	names, err := fs.Glob(files, "*")
	if err != nil {
		return nil, "", fmt.Errorf("list the sample: %w", err)
	}
	for _, name := range names {
		path := filepath.Join(dir, name)
		if name == sample.Ledger {
			ledger = path
			continue
		}
		comments = append(comments, path)
	}
	return comments, ledger, nil
}

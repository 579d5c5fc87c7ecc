package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"sifeng/pipeline/staged"
	"sifeng/pipeline/store"
	"sifeng/reports/docs"
)

func (a *app) docsCommand() *cobra.Command {
	var db, out string
	cmd := &cobra.Command{
		Use:   "docs",
		Short: a.say("由数据库生成数据字典（HTML 和 Markdown）", "Write the data dictionary of a database (HTML and Markdown)"),
		Args:  a.between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			opened, err := store.Open(db)
			if err != nil {
				return err
			}
			defer opened.Close()
			catalog, err := allQueries()
			if err != nil {
				return err
			}
			d, err := docs.Read(cmd.Context(), opened, filepath.Base(db), catalog)
			if err != nil {
				return err
			}
			if err := os.MkdirAll(out, 0o755); err != nil {
				return fmt.Errorf("docs: %w", err)
			}
			for _, page := range []struct {
				name  string
				write func(io.Writer) error
			}{{"dictionary.html", d.WriteHTML}, {"dictionary.md", d.WriteMarkdown}} {
				file := filepath.Join(out, page.name)
				if err := staged.Write(file, 0o644, func(f *os.File) error { return page.write(f) }); err != nil {
					return fmt.Errorf("docs: %w", err)
				}
				fmt.Fprintln(a.out, file)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&db, "db", "sifeng.duckdb", a.say("数据库文件", "database file"))
	cmd.Flags().StringVarP(&out, "out", "o", "sifeng-docs", a.say("输出目录", "output directory"))
	return cmd
}

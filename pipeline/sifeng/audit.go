package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"sifeng/pipeline"
	"sifeng/pipeline/comment"
)

func (a *app) auditCommand() *cobra.Command {
	var db, dictDir string
	cmd := &cobra.Command{
		Use:   "audit [DIR…]",
		Short: a.say("检查数据库和报告目录里有没有像隐私的内容，有则失败", "Look for anything private in a database and in report directories; fail if there is any"),
		Args:  a.between(0, -1),
		RunE: func(cmd *cobra.Command, dirs []string) error {
			n := 0
			passedOver, err := pipeline.Audit(cmd.Context(), db, dirs, dictDir, func(l pipeline.Leak) error {
				n++
				if l.Open {
					_, err := fmt.Fprintf(a.out, a.say("%s：别人也能读，应改为只有本人可读（chmod 600）\n", "%s: others can read it, make it its owner's alone (chmod 600)\n"), l.Where)
					return err
				}
				_, err := fmt.Fprintf(a.out, a.say("%s：像%s\n", "%s: looks like %s\n"), a.position(l), l.Mark)
				return err
			})
			if err != nil {
				return err
			}
			for _, path := range passedOver {
				fmt.Fprintf(a.out, a.say("%s：看不了里面的内容，没有检查\n", "%s: not looked through, it cannot be read\n"), path)
			}
			if n > 0 {
				return comment.Say("有 %d 处像隐私", "something looks private: %d", n) // what and where has been printed
			}
			fmt.Fprintln(a.out, a.say("没有发现像隐私的内容", "nothing looks private"))
			return nil
		},
	}
	cmd.Flags().StringVar(&db, "db", "sifeng.duckdb", a.say("数据库文件", "database file"))
	cmd.Flags().StringVar(&dictDir, "dict", "", a.say("覆盖内置词典的目录", "directory that overrides the built-in dictionaries"))
	return cmd
}

// position says where something was found: in a cell, 来访登记!D4; in a line of a file; in the row of a table that has this id or code; or in
// a file's name.
func (a *app) position(l pipeline.Leak) string {
	row := l.Row
	switch {
	case row == "":
		return l.Where
	case strings.Contains(row, "!"):
		return l.Where + " " + row
	case strings.Trim(row, "0123456789") == "":
		row = fmt.Sprintf(a.say("第 %s 行", "row %s"), row)
	default:
		row = fmt.Sprintf(a.say("编号 %s", "row %s"), row)
	}
	return fmt.Sprintf(a.say("%s %s，第 %d 字节起", "%s, %s, from byte %d"), l.Where, row, l.Offset)
}

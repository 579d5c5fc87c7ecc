package main

import (
	"errors"
	"fmt"
	"net"

	"github.com/spf13/cobra"

	"sifeng/pipeline"
	"sifeng/pipeline/store"
	"sifeng/reports/serve"
)

func (a *app) serveCommand() *cobra.Command {
	var db, listen string
	var expose bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: a.say("在本机浏览器里看看板、查意见（只读）", "Show the dashboard and the comments to a browser of this computer (read-only)"),
		Long: a.say(
			"看板取自最新发布的数据库；另一个窗口里的 sifeng run 发布之后，刷新网页就是新的。受限意见只计数、不显示。按 Ctrl-C 结束。",
			"The dashboard is that of the newest published database: after a sifeng run in another window, reload the page. Restricted\n"+
				"comments are counted and never shown. Ctrl-C ends it."),
		Args: a.between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if _, port, err := net.SplitHostPort(listen); err != nil || port == "" {
				return usageError{fmt.Errorf("serve: --listen %q: %s", listen, a.say("要写成 127.0.0.1:8014 的样子", "want an address such as 127.0.0.1:8014"))}
			}
			if !serve.Loopback(listen) {
				if !expose {
					return usageError{fmt.Errorf("serve: --listen %s: %s", listen, a.say(
						"别的电脑也能打开：谁连得上谁就能看全部意见，没有密码，也不加密。确要这样，再加 --expose",
						"other computers could open it: whoever reaches it reads all comments, without a password and unencrypted. If you want that, add --expose"))}
				}
				fmt.Fprintln(a.err, a.say("注意：连得上这台电脑的人都能看全部意见，没有密码，也不加密",
					"note: whoever reaches this computer reads all comments, without a password and unencrypted"))
			}
			if err := checkServed(db); err != nil {
				return err
			}
			handler, err := serve.Handler(serve.Config{DB: db, Dashboard: pipeline.ServedDashboard, Exposed: expose})
			if err != nil {
				return err
			}
			listener, err := net.Listen("tcp", listen)
			if err != nil {
				return fmt.Errorf("%s: %w", a.say("这个地址用不了，用 --listen 换一个端口", "the address cannot be used, give another port by --listen"), err)
			}
			fmt.Fprintf(a.out, a.say("用浏览器打开 http://%s/ ，按 Ctrl-C 结束\n", "Open http://%s/ in a browser; Ctrl-C ends it\n"), listener.Addr())
			if err := serve.Serve(cmd.Context(), listener, handler); err != nil {
				return err
			}
			fmt.Fprintln(a.out, a.say("已结束", "ended"))
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&db, "db", "sifeng.duckdb", a.say("数据库文件", "database file"))
	f.StringVar(&listen, "listen", "127.0.0.1:8014", a.say("在哪个地址和端口上答复；端口 0 为任一空闲的", "address and port to answer at; port 0: any that is free"))
	f.BoolVar(&expose, "expose", false, a.say("允许别的电脑打开：没有密码，也不加密", "let other computers open it: without a password, unencrypted"))
	return cmd
}

// checkServed says at once what is wrong with the database; one that is being written to now can be read later.
func checkServed(path string) error {
	db, err := store.Open(path)
	var held *store.HeldError
	switch {
	case errors.As(err, &held):
		return nil
	case err != nil:
		return err
	}
	return db.Close()
}

package serve

import (
	"context"
	"errors"
	"net/http"

	"sifeng/pipeline/store"
)

// problem is an error whose words are for the reader.
type problem struct {
	status int
	words  string
}

func (p *problem) Error() string { return p.words }

func notFound(words string) *problem { return &problem{http.StatusNotFound, words} }
func wrong(words string) *problem    { return &problem{http.StatusBadRequest, words} }

// explain gives an error's status and what the reader can do. Words of other errors stay inside: they may name files.
func explain(err error) *problem {
	var known *problem
	var held *store.HeldError
	var schema *store.SchemaError
	var foreign *store.NotOursError
	var damaged *store.DamagedError
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &held):
		return &problem{http.StatusServiceUnavailable, "另一个程序正打开数据库写入。把它关掉，再刷新本页。"}
	case errors.As(err, &schema):
		return &problem{http.StatusServiceUnavailable, "数据库是别的版本的程序建的。用 sifeng run --replace 从原文件重新生成，再刷新本页。"}
	case errors.As(err, &foreign):
		return &problem{http.StatusServiceUnavailable, "数据库的位置上不是本程序的数据库。放回数据库，再刷新本页。"}
	case errors.As(err, &damaged), store.Damaged(err):
		return &problem{http.StatusServiceUnavailable, "数据库文件已损坏。用备份换回，或从原文件重新生成，再刷新本页。"}
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return &problem{http.StatusServiceUnavailable, "用时太长，没有查完。少用几个条件，或过一会儿再试。"}
	}
	return &problem{http.StatusServiceUnavailable, "读不出数据库。它可能不在原处，或正被替换；过一会儿刷新本页，仍不行就看数据库文件还在不在。"}
}

// fail shows an error as a page.
func (s *server) fail(w http.ResponseWriter, err error) {
	p := explain(err)
	if p.status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "5")
	}
	s.pages.show(w, p.status, "error", view{Title: "看不到这一页", Body: p.words})
}

package serve

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sifeng/pipeline/comment"
	"sifeng/queries"
)

var (
	foundCount   = regexp.MustCompile(`<p class="found" role="status"><b>(\d+)条</b>`)
	heldBack     = regexp.MustCompile(`另有(\d+)条受限意见`)
	entryAddress = regexp.MustCompile(`<a href="(/comments/[^"]+)" dir="auto"><span class="title">([^<]*)`)
)

func first(t *testing.T, pattern *regexp.Regexp, page string) int64 {
	t.Helper()
	m := pattern.FindStringSubmatch(page)
	if m == nil {
		return 0
	}
	n, err := strconv.ParseInt(m[1], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

const listed = "not restricted and not target_leadership"

// TestFiltersAgreeWithTheDatabase counts each list anew in SQL.
func TestFiltersAgreeWithTheDatabase(t *testing.T) {
	path := published(t, 200, nil)
	execute(t, path, "insert into issues values ('m1', 1, 9.5, '窗口推诿', null, null, 3, 3, null, null, null, null, '窗口')",
		"insert into issue_comments select 'm1', comment_id, 0.9 from comments where row_no in (3, 4, 5)")
	s := serving(t, path)
	for query, where := range map[string]string{
		"":                                  "true",
		"?t=411025100":                      "township_code = '411025100'",
		"?t=none":                           "township_code is null",
		"?d=party.organization":             "department_code = 'party.organization'",
		"?c=ch.sms":                         "channel = 'ch.sms'",
		"?k=suggestion":                     "kind = 'suggestion'",
		"?w=2014-03-05":                     "received_at >= '2014-03-03' and received_at < '2014-03-10'",
		"?w=none":                           "received_at is null",
		"?p=bureaucratism.red_tape":         "comment_id in (select comment_id from tags where problem = 'bureaucratism.red_tape')",
		"?p=bureaucratism":                  "comment_id in (select comment_id from tags where wind = 'bureaucratism')",
		"?p=winds":                          "comment_id in (select comment_id from tags where axis = 'winds')",
		"?p=hedonism":                       "false",
		"?m=m1":                             "row_no in (3, 4, 5)",
		"?t=411025100&c=ch.sms&k=complaint": "township_code = '411025100' and channel = 'ch.sms' and kind = 'complaint'",
		"?q=" + url.QueryEscape("推诿"):       "token_text is not null",
		"?q=" + url.QueryEscape("没有这个词"):                    "false",
		"?q=" + url.QueryEscape("　推诿  没有") + "&t=411025100": "token_text is not null and township_code = '411025100'",
	} {
		status, page := get(t, s, CommentsPath+query)
		if status != http.StatusOK {
			t.Errorf("%s: status %d", query, status)
		}
		if got, want := first(t, foundCount, page), count(t, path, "select count(*) from comments where "+listed+" and "+where); got != want {
			t.Errorf("%s lists %d comments, the database has %d", query, got, want)
		}
		want := count(t, path, "select count(*) from comments where not ("+listed+") and "+where)
		if strings.HasPrefix(query, "?q=") {
			want = 0
		}
		if got := first(t, heldBack, page); got != want {
			t.Errorf("%s counts %d withheld, the database has %d", query, got, want)
		}
	}
}

// TestPages walks all pages of the list: every comment once, the newest first, and nothing beyond the last.
func TestPages(t *testing.T) {
	path := published(t, 203, nil)
	s := serving(t, path)
	var titles []string
	next := CommentsPath
	for next != "" {
		status, page := get(t, s, next)
		if status != http.StatusOK || len(titles) > 300 {
			t.Fatalf("%s: status %d", next, status)
		}
		for _, m := range entryAddress.FindAllStringSubmatch(page, -1) {
			titles = append(titles, m[2])
		}
		next = ""
		if m := regexp.MustCompile(`href="([^"]+)" rel="next"`).FindStringSubmatch(page); m != nil {
			next = strings.ReplaceAll(m[1], "&amp;", "&")
		}
	}
	var want []string
	for _, dated := range []bool{true, false} {
		for n := range 203 {
			i := n
			if dated {
				i = 202 - n
			}
			if (i%11 != 10) == dated && i%9 != 0 && i%10 != 4 {
				want = append(want, fmt.Sprintf("第%d号反映", i))
			}
		}
	}
	if diff := cmp.Diff(want, titles); diff != "" {
		t.Errorf("the pages together (-want +got):\n%s", diff)
	}
	last := (len(want) + pageSize - 1) / pageSize
	for page, want := range map[string]int{
		"1": 200, strconv.Itoa(last): 200, strconv.Itoa(last + 1): 404, "1048576": 404, "0": 400, "-1": 400, "1048577": 400, "9223372036854775807": 400,
		"99999999999999999999": 400, "1e3": 400, "x": 400, "%20": 400,
	} {
		if status, _ := get(t, s, CommentsPath+"?page="+page); status != want {
			t.Errorf("page %s: status %d, want %d", page, status, want)
		}
	}
}

func TestOnePageOfAComment(t *testing.T) {
	path := published(t, 40, nil)
	execute(t, path, "update tags set span_start = 1, span_end = 2 where comment_id = 'id000002' and problem = 'bureaucratism.red_tape'", // within a character
		"insert into issues values ('m1', 1, 9.5, '窗口<推诿>', null, null, 3, 3, null, null, null, null, '窗口')",
		"insert into issue_comments values ('m1', 'id000002', 0.9)")
	s := serving(t, path)
	status, page := get(t, s, CommentsPath+"/id000002")
	if status != http.StatusOK {
		t.Fatalf("status %d", status)
	}
	for _, want := range []string{
		`<mark>推诿</mark><sup>`, `<mark>低保</mark><sup>3</sup>`, `href="/#/p=bureaucratism.buck_passing"`, `href="/comments?p=sg.livelihood.dibao"`,
		`href="/#/t=411025102"`, `href="/comments?t=411025102"`, `href="/#/d=`, `href="/comments?m=m1">窗口&lt;推诿&gt;</a>`, `href="/comments/id000003"`,
		`2014-02-24起的一周`, `href="/comments?w=2014-02-24"`, "来回跑（文中未标）", "演示数据",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, bad := range []string{"02:00", "T02", `/#/p=sg.`} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	for id, want := range map[string]int{"id000000": 403, "id000004": 403, "id999999": 404, strings.Repeat("x", 500): 404, "id000002%00": 404, "..%2f..": 404} {
		if status, _ := get(t, s, CommentsPath+"/"+id); status != want {
			t.Errorf("%.20s: status %d, want %d", id, status, want)
		}
	}
}

// TestRestrictedIsNeverShown puts texts where none may be and looks at every page that there is.
func TestRestrictedIsNeverShown(t *testing.T) {
	path := published(t, 120, nil)
	execute(t, path, "update comments set title = '"+secret+"', text = '"+secret+"推诿', token_text = '"+secret+" 推诿' where restricted",
		"update tags set evidence = '"+secret+"', rule = '"+secret+"' where comment_id in (select comment_id from comments where restricted)",
		"update comments set restricted = false where target_leadership", // then the leadership alone must do
		"insert into issues values ('m1', 1, 9.5, '窗口', null, null, 3, 3, null, null, null, null, '窗口')",
		"insert into issue_comments select 'm1', comment_id, 0.9 from comments")
	s := serving(t, path)
	addresses := []string{CommentsPath + "?m=m1", CommentsPath + "?q=" + url.QueryEscape(secret), CommentsPath + "?q=" + url.QueryEscape("推诿") + "&sort=match", CommentsPath + "?p=other.corruption"}
	for page := 1; page <= 4; page++ {
		addresses = append(addresses, fmt.Sprintf("%s?page=%d", CommentsPath, page))
	}
	for i := range 120 {
		addresses = append(addresses, CommentsPath+"/"+idOf(i))
	}
	shown := 0
	for _, a := range addresses {
		status, page := get(t, s, a)
		if status == http.StatusOK {
			shown++
		}
		if body := strings.ReplaceAll(strings.ReplaceAll(page, `value="`+secret, ""), "含“"+secret, ""); strings.Contains(body, secret) {
			t.Errorf("%s shows a restricted text", a)
		}
		for i := range 120 {
			if (i%9 == 0 || i%10 == 4) && strings.Contains(page, idOf(i)) {
				t.Errorf("%s names the restricted comment %d", a, i)
			}
		}
	}
	if shown < 90 {
		t.Errorf("only %d pages are shown", shown)
	}
}

// TestNothingGetsThroughAParameter puts hostile values into every parameter.
func TestNothingGetsThroughAParameter(t *testing.T) {
	path := published(t, 60, nil)
	s := serving(t, path)
	values := append([]string{
		`' or '1'='1`, `'; drop table comments; --`, `" or 1=1 --`, `$words`, `411025100' union select * from comments --`, `%`, `_`, `\`, `[`, `(`, `.*`, `../../etc/passwd`,
		`0x1`, `NaN`, "\r\nSet-Cookie: a=b", strings.Repeat("长", 101), strings.Repeat("(", 100), `%00`, `＜script＞`, `2014-02-30`, `9999-12-31`, `-1`, `😀`, `none'`,
	}, hostileTexts...)
	for _, key := range []string{"q", "t", "d", "p", "c", "k", "w", "m", "sort", "page", "x", `"><script>`} {
		for _, v := range values {
			status, page := get(t, s, CommentsPath+"?"+url.Values{key: {v}}.Encode())
			if status != http.StatusOK && status != http.StatusBadRequest && status != http.StatusNotFound && status != http.StatusRequestHeaderFieldsTooLarge {
				t.Errorf("%s=%.30q: status %d", key, v, status)
			}
			_, body, _ := strings.Cut(page, "</head>")
			for _, bad := range []string{"<script", "<svg", "<img", "<style", "onerror=\"", secret} {
				if strings.Contains(body, bad) {
					t.Errorf("%s=%.30q: the page holds %q", key, v, bad)
				}
			}
			if strings.Contains("tdcm", key) && first(t, foundCount, page) > 0 {
				t.Errorf("%s=%.30q lists comments", key, v)
			}
		}
	}
	if got := count(t, path, "select count(*) from comments"); got != 60 {
		t.Errorf("%d comments are left", got)
	}
}

func TestHostileTextsAreText(t *testing.T) {
	path := published(t, 60, func(i int, c *comment.Annotated) {
		if c.Restricted {
			return
		}
		c.Title, c.Text = strings.ToValidUTF8(hostileTexts[(i/3)%len(hostileTexts)], "�"), strings.ToValidUTF8(hostileTexts[i%len(hostileTexts)], "�")
		for n := range c.Tags {
			c.Tags[n].Span, c.Tags[n].Evidence = comment.Span{}, ""
		}
	})
	execute(t, path, "update tags t set span_field = 'text', span_start = 0, span_end = strlen(c.text), evidence = c.text from comments c where c.comment_id = t.comment_id")
	s := serving(t, path)
	for i := range 60 {
		_, page := get(t, s, CommentsPath+"/"+idOf(i))
		_, body, _ := strings.Cut(page, "</head>")
		for _, bad := range []string{"<script", "<svg", "<img", "<style", "\x00", "href=\"javascript"} {
			if strings.Contains(body, bad) {
				t.Errorf("comment %d: the page holds %q", i, bad)
			}
		}
	}
}

func TestGuard(t *testing.T) {
	s := serving(t, published(t, 20, nil))
	ask := func(method, host, address string) (*http.Response, string) {
		r, err := http.NewRequest(method, s.URL+address, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = host
		answer, err := s.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer, string(body)
	}
	for host, want := range map[string]int{
		"127.0.0.1": 200, "127.0.0.1:8014": 200, "localhost:1": 200, "LOCALHOST": 200, "[::1]:9": 200, "[::1]": 200,
		"evil.example": 403, "127.0.0.1.evil.example": 403, "localhost.evil.example:80": 403, "10.0.0.1": 403, "0.0.0.0": 403, "[::]:1": 403, "127.0.0.1:x:y": 403,
		"[::ffff:127.0.0.1]": 200, "xn--localhost": 403,
	} {
		if answer, body := ask(http.MethodGet, host, "/comments"); answer.StatusCode != want {
			t.Errorf("host %s: status %d, want %d: %.80s", host, answer.StatusCode, want, body)
		}
	}
	if !knownHost("10.0.0.1:80", true) || knownHost("evil.example", true) {
		t.Error("where others may ask, a number is taken and a name is not")
	}
	for fetch, want := range map[string]int{
		"none navigate document": 200, "same-origin no-cors style": 200, "cross-site navigate document": 200, "same-site navigate document": 200,
		"cross-site no-cors image": 403, "cross-site no-cors script": 403, "cross-site cors empty": 403, "cross-site navigate iframe": 403, "same-site no-cors empty": 403,
	} {
		r, err := http.NewRequest(http.MethodGet, s.URL+"/comments", nil)
		if err != nil {
			t.Fatal(err)
		}
		for i, part := range strings.Fields(fetch) {
			r.Header.Set([]string{"Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-Dest"}[i], part)
		}
		answer, err := s.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("%s: status %d, want %d", fetch, answer.StatusCode, want)
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND"} {
		if answer, _ := ask(method, "127.0.0.1", "/comments"); answer.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("%s: status %d", method, answer.StatusCode)
		}
	}
	if answer, body := ask(http.MethodHead, "127.0.0.1", "/comments"); answer.StatusCode != 200 || body != "" {
		t.Errorf("HEAD: status %d and %d bytes", answer.StatusCode, len(body))
	}
	for _, address := range []string{"/", "/comments", "/comments/id000001", "/comments/none", "/no-such", "/style.css", "/comments/", "//comments", "/comments/../x"} {
		answer, _ := ask(http.MethodGet, "127.0.0.1", address)
		h := answer.Header
		policy := h.Get("Content-Security-Policy")
		if !strings.HasPrefix(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %q", address, policy)
		}
		if h.Get("Cache-Control") != "no-store" || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "no-referrer" || h.Get("Set-Cookie") != "" {
			t.Errorf("%s: headers %v", address, h)
		}
	}
}

func TestLoopback(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1:8014": true, "localhost:0": true, "[::1]:80": true, "127.8.8.8:1": true, ":8014": false, "0.0.0.0:8014": false, "[::]:1": false, "192.168.1.5:80": false, "county:80": false, "127.0.0.1": false,
	} {
		if got := Loopback(address); got != want {
			t.Errorf("Loopback(%q) is %v", address, got)
		}
	}
}

// TestPublishWhileServing puts newer databases into the place while many read: each answer is whole, the next after is of the new one, and the
// file is not held when nobody reads.
func TestPublishWhileServing(t *testing.T) {
	path := published(t, 30, nil)
	newer := map[int]string{40: published(t, 40, nil), 50: published(t, 50, nil), 60: published(t, 60, nil)}
	s := serving(t, path)
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for n := range 4 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				case <-time.After(20 * time.Millisecond):
				}
				address := []string{"/", CommentsPath, CommentsPath + "/id000001", CommentsPath + "?q=" + url.QueryEscape("推诿")}[n%4]
				if status, page := get(t, s, address); status != http.StatusOK {
					t.Errorf("%s: status %d: %.300s", address, status, page[max(0, len(page)-700):])
				}
			}
		})
	}
	for _, n := range []int{40, 50, 60} {
		time.Sleep(200 * time.Millisecond)
		if err := os.Rename(newer[n], path); err != nil {
			t.Fatal(err)
		}
		var want int
		for i := range n {
			if i%9 != 0 && i%10 != 4 {
				want++
			}
		}
		if _, page := get(t, s, CommentsPath); first(t, foundCount, page) != int64(want) {
			t.Errorf("after publishing %d comments the list has %d, want %d", n, first(t, foundCount, page), want)
		}
		if _, page := get(t, s, "/"); !strings.Contains(page, fmt.Sprintf("run%d", n)) {
			t.Errorf("after publishing %d comments the dashboard is of another run", n)
		}
	}
	close(stop)
	readers.Wait()
	execute(t, path, "create table a_writer_gets_in (n integer)")
	if held := holds(t, path); held {
		t.Error("the file is still open")
	}
}

// holds says whether this process has the file open, where that can be seen.
func holds(t *testing.T, path string) bool {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Log("open files cannot be seen here")
		return false
	}
	for _, e := range entries {
		if target, err := os.Readlink("/proc/self/fd/" + e.Name()); err == nil && strings.HasPrefix(target, path) {
			return true
		}
	}
	return false
}

// TestFailures: what is wrong with the database is said in words, without its path, and is over when it is mended.
func TestFailures(t *testing.T) {
	path := published(t, 20, nil)
	s := serving(t, path)
	away := path + ".away"
	for name, c := range map[string]struct {
		spoil, mend func() error
		words       string
	}{
		"gone": {func() error { return os.Rename(path, away) }, func() error { return os.Rename(away, path) }, "读不出数据库"},
		"of another shape": {
			func() error { execute(t, path, "update runs set schema_version = 99"); return nil },
			func() error {
				execute(t, path, "update runs set schema_version = "+strconv.Itoa(queries.SchemaVersion))
				return nil
			},
			"别的版本",
		},
		"no database": {
			func() error {
				if err := os.Rename(path, away); err != nil {
					return err
				}
				return os.WriteFile(path, []byte("no database at all, but long enough"), 0o600)
			},
			func() error { return os.Rename(away, path) }, "不是本程序的数据库",
		},
	} {
		if err := c.spoil(); err != nil {
			t.Fatal(err)
		}
		for _, address := range []string{"/", CommentsPath, CommentsPath + "/id000001"} {
			status, page := get(t, s, address)
			if status != http.StatusServiceUnavailable || !strings.Contains(page, c.words) || strings.Contains(page, "duckdb") {
				t.Errorf("%s, %s: status %d: %s", name, address, status, page)
			}
		}
		if err := c.mend(); err != nil {
			t.Fatal(err)
		}
		if status, _ := get(t, s, CommentsPath); status != http.StatusOK {
			t.Errorf("%s: after mending the status is %d", name, status)
		}
	}
}

func TestMark(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		spans []span
		want  []part
	}{
		"none":         {"甲乙", nil, []part{{Text: "甲乙"}}},
		"empty":        {"", []span{{0, 0, 1}}, nil},
		"one":          {"甲乙丙", []span{{3, 6, 1}}, []part{{Text: "甲"}, {"乙", []int{1}, []int{1}}, {Text: "丙"}}},
		"whole":        {"甲", []span{{0, 3, 1}}, []part{{"甲", []int{1}, []int{1}}}},
		"overlapping":  {"甲乙丙", []span{{0, 6, 1}, {3, 9, 2}}, []part{{"甲", []int{1}, nil}, {"乙", []int{1, 2}, []int{1}}, {"丙", []int{2}, []int{2}}}},
		"same":         {"甲", []span{{0, 3, 1}, {0, 3, 2}}, []part{{"甲", []int{1, 2}, []int{1, 2}}}},
		"beyond":       {"甲", []span{{0, 4, 1}, {-1, 3, 2}, {3, 0, 3}}, []part{{Text: "甲"}}},
		"cuts through": {"甲乙", []span{{1, 3, 1}, {3, 5, 2}}, []part{{Text: "甲乙"}}},
	} {
		if diff := cmp.Diff(c.want, mark(c.text, c.spans)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func FuzzReadConditions(f *testing.F) {
	for _, s := range []string{"", "q=a&t=411025100&page=2&sort=match&w=2014-03-05", "w=none&m=x", "page=00", "q=%ff", "a;b", "w=0000-00-00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		c, err := readConditions(raw)
		if err != nil {
			return
		}
		address := c.address(c.page)
		_, query, _ := strings.Cut(address, "?")
		again, err := readConditions(query)
		if err != nil || again != c {
			t.Errorf("%q reads %+v, its address %q reads %+v, %v", raw, c, address, again, err)
		}
	})
}

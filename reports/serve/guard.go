package serve

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// ownPolicy is that of the pages made here: no script, nothing from elsewhere, forms only back to here.
const ownPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard refuses what no reader of these pages sends, and sets on every answer what keeps it to this computer.
func (s *server) guard(exposed bool, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", ownPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		switch {
		case !knownHost(r.Host, exposed):
			// A page from elsewhere could have its own name point to this computer and then read the answer.
			s.fail(w, &problem{http.StatusForbidden, "请用本机地址打开，如 http://127.0.0.1 加端口号；不接受别的主机名。"})
		case fromElsewhere(r.Header):
			// A page from elsewhere could not read the answer, but could keep the database busy and tell from the time what there is to be found.
			s.fail(w, &problem{http.StatusForbidden, "别的网页不能取用这里的内容，请直接打开。"})
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			h.Set("Allow", "GET, HEAD")
			s.fail(w, &problem{http.StatusMethodNotAllowed, "这里只能看，不能改。"})
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// fromElsewhere says whether a page of another site asked, as browsers tell, and not a reader who followed a link.
func fromElsewhere(h http.Header) bool {
	switch h.Get("Sec-Fetch-Site") {
	case "cross-site", "same-site":
		return h.Get("Sec-Fetch-Mode") != "navigate" || h.Get("Sec-Fetch-Dest") != "document"
	}
	return false
}

// knownHost says whether a request was meant for this server: by an address of this computer itself, or, where others may ask, by any numeric
// address; a name that someone else rules over is never taken.
func knownHost(host string, exposed bool) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	if strings.EqualFold(host, "localhost") {
		return true
	}
	address, err := netip.ParseAddr(host)
	return err == nil && (exposed || address.Unmap().IsLoopback())
}

// Loopback says whether an address to listen at, as host:port, can be reached from this computer only.
func Loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	return err == nil && host != "" && knownHost(host, false)
}

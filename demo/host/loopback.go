package host

import (
	"net"
	"net/http"
	"net/url"
)

// onlyLoopback refuses requests that a foreign page makes through the user's browser, by another
// name for this address (DNS rebinding) or across origins: the host knows the user's secrets.
func onlyLoopback(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isLoopback(r.Host) || !isLoopbackOrigin(r.Header.Get("Origin")) {
			writeError(w, http.StatusForbidden, "The preview answers on localhost only")
			return
		}
		w.Header().Set("X-Content-Type-Options", "nosniff")
		next.ServeHTTP(w, r)
	})
}

func isLoopback(hostport string) bool {
	name := hostport
	if host, _, err := net.SplitHostPort(hostport); err == nil {
		name = host
	}
	if name == "localhost" {
		return true
	}
	ip := net.ParseIP(name)
	return ip != nil && ip.IsLoopback()
}

func isLoopbackOrigin(origin string) bool {
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && isLoopback(u.Host)
}

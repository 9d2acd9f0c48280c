package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"
)

// checkPorts fails before a long start when a port is taken. It only looks: what opens the port
// later reports the same again.
func checkPorts(ctx context.Context, opts options) error {
	wanted := []struct {
		flag string
		port int
	}{{"port", opts.port}}
	if opts.prometheus == "" {
		wanted = append(wanted, struct {
			flag string
			port int
		}{"store-port", opts.storePort})
	}
	if opts.simulates() {
		wanted = append(wanted, struct {
			flag string
			port int
		}{"traces-port", opts.tracesPort})
	}
	for _, w := range wanted {
		if w.port == 0 {
			continue
		}
		var lc net.ListenConfig
		l, err := lc.Listen(ctx, "tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(w.port)))
		if err != nil {
			return portTaken(w.flag, w.port)
		}
		_ = l.Close() // nothing was accepted
	}
	return nil
}

// warnIfSilent says so when the user's own store does not answer like one. The page starts anyway:
// its settings may only lack a password, and the store may come up later.
func warnIfSilent(ctx context.Context, base string) {
	problem := askStore(ctx, base)
	if problem == "" {
		return
	}
	fmt.Fprintf(os.Stderr, `Warning: %s does not answer like a Prometheus API: %s.
  Check that the address is right (without /api/v1 at its end) and reachable from this machine.
  Credentials and headers can be set in the page: Connections, Tokenpath, Save & test.
`, withoutPassword(base), problem)
}

// askStore runs the smallest query there is; "" when the answer is a store's.
func askStore(ctx context.Context, base string) string {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(base, "/")+"/api/v1/query?query=1", nil)
	if err != nil {
		return err.Error()
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err.Error()
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return "it answers " + res.Status
	}
	if kind := res.Header.Get("Content-Type"); !strings.HasPrefix(kind, "application/json") {
		return "it answers " + kind + " in place of JSON"
	}
	return ""
}

func withoutPassword(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return "the store"
	}
	return u.Redacted()
}

package traces

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"
)

// Server is a store that listens.
type Server struct {
	url  string
	http *http.Server
}

// Listen serves the store on a port of the loopback interface, any free one for 0.
func (s *Store) Listen(ctx context.Context, port int) (*Server, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return nil, fmt.Errorf("traces: %w", err)
	}
	out := &Server{url: "http://" + l.Addr().String(), http: &http.Server{Handler: s.Handler(), ReadHeaderTimeout: 10 * time.Second}}
	go func() {
		// What ends it is Close, or the process.
		if err := out.http.Serve(l); err != nil && !errors.Is(err, http.ErrServerClosed) {
			_ = out.http.Close()
		}
	}()
	return out, nil
}

// URL is where the store answers.
func (s *Server) URL() string { return s.url }

// Close stops it.
func (s *Server) Close() error { return s.http.Close() }

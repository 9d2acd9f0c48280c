package store

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime/debug"
	"syscall"
	"time"
)

// PortTakenError says that another process listens where the store should.
type PortTakenError struct {
	// Addr is the address that was asked for, host:port.
	Addr string
}

// Error names the address and what to do.
func (e *PortTakenError) Error() string {
	return fmt.Sprintf("%s is already in use: stop the program that listens there or choose another store port", e.Addr)
}

// ErrStarted is returned by a second Start.
var ErrStarted = errors.New("store: already started")

// Start opens the HTTP API and begins to scrape. Call it after the history is
// written. A taken port gives a *PortTakenError.
func (s *Store) Start() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || s.server != nil {
		return ErrStarted
	}
	var lc net.ListenConfig
	l, err := lc.Listen(s.ctx, "tcp", s.opts.Addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return &PortTakenError{Addr: s.opts.Addr}
	}
	if err != nil {
		return fmt.Errorf("store: listen on %s: %w", s.opts.Addr, err)
	}
	if err := s.scraper.start(s.config); err != nil {
		return errors.Join(fmt.Errorf("store: scrape: %w", err), l.Close())
	}
	s.listener = l
	s.server = &http.Server{
		Handler:           s.handler(l.Addr().String()),
		ReadHeaderTimeout: 10 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return s.ctx },
	}
	go func(srv *http.Server) {
		if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			s.opts.Logger.Error("store stopped serving", "error", err)
		}
	}(s.server)
	debug.FreeOSMemory() // what the backfill left behind
	return nil
}

// URL is the base URL of the API without a trailing slash, for example
// http://127.0.0.1:9090; empty before Start.
func (s *Store) URL() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.listener == nil {
		return ""
	}
	return "http://" + s.listener.Addr().String()
}

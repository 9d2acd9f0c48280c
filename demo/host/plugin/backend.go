// Package plugin runs the plugin's own backend binary the way Grafana does: as a child process that
// speaks gRPC over hashicorp/go-plugin. It starts the process again when it dies and takes it down
// with the host, however the host ends.
package plugin

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/hashicorp/go-hclog"
)

// ErrClosed is what a call gets after Close.
var ErrClosed = errors.New("the plugin backend has been stopped")

// Options say which binary to run and how loud it may be.
type Options struct {
	// Path is the executable, dist/datasource/gpx_tokenpath_<os>_<arch>.
	Path string
	// Args are passed to it; the plugin itself takes none.
	Args []string
	// Env is added to the small environment that Grafana gives a plugin.
	Env []string
	// Debug passes all of the plugin's log lines on, not just warnings and errors.
	Debug bool
	// Log receives the plugin's log lines; os.Stderr when nil.
	Log io.Writer
}

// Backend is a running plugin process. Its methods may be called from several goroutines.
type Backend struct {
	opts Options
	log  hclog.Logger
	// temp is the process's temporary folder: what a crash leaves in it goes with the host.
	temp   string
	cancel context.CancelFunc
	done   chan struct{}

	mu sync.Mutex
	// session is nil while the process is being started again; startErr then says why it takes long.
	session  *session
	startErr error
	restarts int
}

// Start runs the binary and returns when it has answered the handshake.
func Start(ctx context.Context, opts Options) (*Backend, error) {
	if _, err := os.Stat(opts.Path); err != nil {
		return nil, fmt.Errorf("the plugin's backend is not built (%s); run npm run build:backend: %w", opts.Path, err)
	}
	temp, err := tempFolder()
	if err != nil {
		return nil, err
	}
	runCtx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	b := &Backend{opts: opts, log: newLogger(opts), temp: temp, cancel: cancel, done: make(chan struct{})}
	first := make(chan error, 1)
	go b.supervise(runCtx, first)
	select {
	case err := <-first:
		if err != nil {
			b.Close()
			return nil, err
		}
		return b, nil
	case <-ctx.Done():
		b.Close()
		return nil, ctx.Err()
	}
}

// Close stops the process, waits until it is gone and removes its temporary folder.
func (b *Backend) Close() {
	b.cancel()
	<-b.done
	if err := os.RemoveAll(b.temp); err != nil {
		b.log.Warn("cannot remove the plugin's temporary folder", "error", err)
	}
}

// PID is the process id of the running backend, 0 while there is none.
func (b *Backend) PID() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.session == nil {
		return 0
	}
	return b.session.pid
}

// Restarts counts how often the backend had to be started again after it died.
func (b *Backend) Restarts() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.restarts
}

// maxWaitForRestart bounds how long a call waits for a backend that is being started again.
const maxWaitForRestart = 10 * time.Second

// current returns the live session and waits for one while the process is being started again.
func (b *Backend) current(ctx context.Context) (*session, error) {
	timeout := time.NewTimer(maxWaitForRestart)
	defer timeout.Stop()
	for {
		b.mu.Lock()
		s, startErr := b.session, b.startErr
		b.mu.Unlock()
		if s != nil && !s.dead() {
			return s, nil
		}
		select {
		case <-time.After(pollInterval):
		case <-b.done:
			return nil, ErrClosed
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-timeout.C:
			return nil, fmt.Errorf("the plugin backend does not start: %w", startErr)
		}
	}
}

package plugin

import (
	"context"
	"errors"
	"runtime"
	"time"
)

const (
	// pollInterval is how often the supervisor looks whether the process still lives.
	pollInterval = 50 * time.Millisecond
	// firstBackoff and lastBackoff bound the pause before a process that keeps dying is started again.
	firstBackoff = 100 * time.Millisecond
	lastBackoff  = 5 * time.Second
	// healthyAfter is how long a process must live before its next death counts as the first one.
	healthyAfter = 10 * time.Second
)

// supervise keeps one process running until ctx ends. It reports the outcome of the first start on first.
//
// It never leaves its OS thread: the kernel ties a child's parent-death signal to the thread that
// forked it, and the Go runtime may end any other thread.
func (b *Backend) supervise(ctx context.Context, first chan<- error) {
	runtime.LockOSThread()
	defer close(b.done)

	s, err := startSession(b.opts, b.temp, b.log)
	b.publish(s, err)
	first <- err
	if err != nil {
		return
	}
	for backoff := firstBackoff; ; {
		started := time.Now()
		if !s.waitExit(ctx) {
			b.publish(nil, ErrClosed)
			s.client.Kill()
			return
		}
		s.client.Kill() // whatever is left of it
		if time.Since(started) > healthyAfter {
			backoff = firstBackoff
		}
		b.log.Warn("plugin backend died, starting it again", "pid", s.pid, "pause", backoff)
		if s = b.restart(ctx, &backoff); s == nil {
			return
		}
	}
}

// restart starts the process until it comes up; nil when ctx ended first.
func (b *Backend) restart(ctx context.Context, backoff *time.Duration) *session {
	b.withdraw()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(*backoff):
		}
		*backoff = min(2**backoff, lastBackoff)
		s, err := startSession(b.opts, b.temp, b.log)
		b.publish(s, err)
		if err == nil {
			return s
		}
		b.log.Error("plugin backend does not start", "error", err)
	}
}

// withdraw tells callers to wait for the next session.
func (b *Backend) withdraw() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.session, b.startErr = nil, errors.New("it is still being started")
	b.restarts++
}

// publish hands a new session, or the reason why there is none, to callers.
func (b *Backend) publish(s *session, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.session, b.startErr = s, err
}

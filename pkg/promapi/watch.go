package promapi

import (
	"context"
	"fmt"
	"io"
	"sync/atomic"
	"time"
)

// progressBytes is what an answer has to bring in each idle time. A store that
// sends a byte now and then would otherwise hold a query up to its deadline.
const progressBytes = 1 << 10

// slowError ends an answer that makes too little progress.
type slowError struct{ window time.Duration }

func (e *slowError) Error() string {
	return fmt.Sprintf("less than %d bytes of the answer came in %s", progressBytes, e.window)
}

// watched is the body of an answer whose request is cancelled when it makes too
// little progress, and in any case when it is closed. The time runs from the
// first byte on: a proxy may send the header long before the store has an
// answer, and that wait is for the deadline to bound.
type watched struct {
	io.ReadCloser
	window time.Duration
	cancel context.CancelFunc
	timer  *time.Timer // nil before the first byte
	slow   atomic.Bool
	got    int
}

func watch(body io.ReadCloser, window time.Duration, cancel context.CancelFunc) io.ReadCloser {
	return &watched{ReadCloser: body, window: window, cancel: cancel}
}

func (w *watched) progress(n int) {
	w.got += n
	switch {
	case w.window <= 0 || n == 0:
	case w.timer == nil:
		w.timer = time.AfterFunc(w.window, func() {
			w.slow.Store(true)
			w.cancel()
		})
	case w.got >= progressBytes:
		w.got = 0
		w.timer.Reset(w.window)
	}
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.ReadCloser.Read(p)
	w.progress(n)
	if err != nil && err != io.EOF && w.slow.Load() { //nolint:errorlint // io.EOF is never wrapped
		err = &slowError{window: w.window}
	}
	return n, err
}

func (w *watched) Close() error {
	if w.timer != nil {
		w.timer.Stop()
	}
	err := w.ReadCloser.Close()
	w.cancel()
	return err
}

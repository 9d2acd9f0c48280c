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
// little progress, and in any case when it is closed.
type watched struct {
	io.ReadCloser
	window time.Duration
	cancel context.CancelFunc
	timer  *time.Timer // nil without a bound
	slow   atomic.Bool
	got    int
}

func watch(body io.ReadCloser, window time.Duration, cancel context.CancelFunc) io.ReadCloser {
	w := &watched{ReadCloser: body, window: window, cancel: cancel}
	if window > 0 {
		w.timer = time.AfterFunc(window, func() {
			w.slow.Store(true)
			cancel()
		})
	}
	return w
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.ReadCloser.Read(p)
	if w.got += n; w.got >= progressBytes && w.timer != nil {
		w.got = 0
		w.timer.Reset(w.window)
	}
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

package stepcache

import (
	"context"
	"errors"

	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// flight is a question that is being answered.
type flight struct {
	done   chan struct{}
	matrix *promapi.Matrix
	err    error
	// left says that the one who asked could not: who waits asks again.
	left bool
}

// once answers equal questions that are asked at the same time with one answer.
// shared tells whether it is somebody else's. What fails for the one who asked alone, who went away or had no memory left,
// is asked again.
func (c *Cache) once(ctx context.Context, question string, ask func() (*promapi.Matrix, error)) (m *promapi.Matrix, shared bool, err error) {
	for {
		c.mu.Lock()
		f := c.flights[question]
		if f == nil {
			f = &flight{done: make(chan struct{})}
			c.flights[question] = f
			c.mu.Unlock()
			m, err = c.fly(question, f, ask)
			return m, false, err
		}
		c.mu.Unlock()
		select {
		case <-ctx.Done():
			return nil, false, ctx.Err()
		case <-f.done:
		}
		if !f.left {
			return f.matrix, true, f.err
		}
	}
}

func (c *Cache) fly(question string, f *flight, ask func() (*promapi.Matrix, error)) (*promapi.Matrix, error) {
	f.left = true // should ask panic, whoever waits asks again
	defer func() {
		c.mu.Lock()
		delete(c.flights, question)
		c.mu.Unlock()
		close(f.done)
	}()
	f.matrix, f.err = ask()
	var of *promapi.Error
	f.left = f.err != nil && (!errors.As(f.err, &of) || of.Kind == promapi.KindCancelled)
	return f.matrix, f.err
}

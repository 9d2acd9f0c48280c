package plugin

import (
	"context"
	"sync"
	"time"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// memoryWait is how long a query waits for others to give memory back. It is shorter than the time after which an answer
// that makes no progress is given up.
const memoryWait = 10 * time.Second

// memory bounds what all requests of an instance hold at once. A request that finds no room waits for others to end; it
// is refused when it would never fit, when none of the others can end, or when its patience is over.
type memory struct {
	most int64
	wait time.Duration

	mu       sync.Mutex
	held     int64
	accounts map[*account]bool
	// freed is closed and replaced whenever memory was given back.
	freed chan struct{}
	// spare holds memory beside the requests, and gives it back where they need it.
	spare spare
}

// spare is memory that can be done without.
type spare interface {
	Bytes() int64
	Release(bytes int64) int64
}

// free is what requests do not hold.
func (m *memory) free() int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.most - m.held
}

// lacks tells whether n bytes more do not fit, even with all that can be spared given back.
func (m *memory) lacks(n int64) bool {
	if m.spare != nil {
		if over := m.held + n + m.spare.Bytes() - m.most; over > 0 {
			m.spare.Release(over)
		}
	}
	return m.held+n > m.most
}

func newMemory(most int64) *memory {
	return &memory{most: most, wait: memoryWait, accounts: map[*account]bool{}, freed: make(chan struct{})}
}

// account is what one request holds.
type account struct {
	memory *memory
	held   int64
	// waiting counts what of the request waits for memory: a request of which a part waits cannot end. reading counts its
	// answers under way that do not wait: what they take is given back when they are there.
	waiting, reading int
	// closed accounts take nothing: what is still under way of a request that was left is thrown away.
	closed bool
}

func (m *memory) open() *account {
	m.mu.Lock()
	defer m.mu.Unlock()
	a := &account{memory: m}
	m.accounts[a] = true
	return a
}

// close gives everything back.
func (a *account) close() {
	m := a.memory
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.accounts, a)
	a.closed = true
	a.release(a.held)
}

// give gives a part back.
func (a *account) give(n int64) {
	a.memory.mu.Lock()
	defer a.memory.mu.Unlock()
	a.release(min(n, a.held))
}

func (a *account) release(n int64) {
	if n == 0 {
		return
	}
	a.held -= n
	a.memory.held -= n
	close(a.memory.freed)
	a.memory.freed = make(chan struct{})
}

// take asks for n bytes and waits while others hold them. Its error is a *models.MemoryError, or the context's.
func (a *account) take(ctx context.Context, n int64) error {
	m := a.memory
	patience := time.NewTimer(m.wait)
	defer patience.Stop()
	m.mu.Lock()
	defer m.mu.Unlock()
	for !a.closed && m.lacks(n) {
		if !m.canFree(a, n) || !a.pause(ctx, patience.C) {
			if err := ctx.Err(); err != nil {
				return err
			}
			return &models.MemoryError{Max: m.most, Held: a.held, Others: m.held - a.held, Wanted: n}
		}
	}
	if a.closed {
		return context.Canceled
	}
	a.held += n
	m.held += n
	return nil
}

// canFree tells whether room for n bytes more may come by itself.
func (m *memory) canFree(a *account, n int64) bool {
	if a.reading > 0 {
		return true
	}
	if a.held+n > m.most {
		return false
	}
	for other := range m.accounts {
		if other != a && (other.reading > 0 || other.held > 0 && other.waiting == 0) {
			return true
		}
	}
	return false
}

// begin and end count an answer that is being read.
func (a *account) begin() { a.count(1) }
func (a *account) end()   { a.count(-1) }

func (a *account) count(n int) {
	a.memory.mu.Lock()
	defer a.memory.mu.Unlock()
	a.reading += n
}

// pause waits until memory was given back, and tells whether it was. It is called, and returns, with the lock held.
func (a *account) pause(ctx context.Context, patience <-chan time.Time) bool {
	m := a.memory
	freed := m.freed
	a.waiting++
	m.mu.Unlock()
	defer func() {
		m.mu.Lock()
		a.waiting--
	}()
	select {
	case <-freed:
		return true
	case <-patience:
	case <-ctx.Done():
	}
	return false
}

package plugin

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/tokenpath/tokenpath/pkg/models"
)

func refused(err error) bool {
	var e *models.MemoryError
	return errors.As(err, &e)
}

func TestMemoryIsWaitedForWhileOthersHoldIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(100)
		a, b := m.open(), m.open()
		if err := a.take(t.Context(), 80); err != nil {
			t.Fatal(err)
		}
		go func() {
			time.Sleep(time.Second)
			a.close()
		}()
		began := time.Now()
		if err := b.take(t.Context(), 50); err != nil || time.Since(began) != time.Second {
			t.Errorf("%v after %s", err, time.Since(began))
		}
		b.close()
		if m.held != 0 || len(m.accounts) != 0 {
			t.Errorf("%d bytes, %d accounts are left", m.held, len(m.accounts))
		}
	})
}

// What comes in after a request was left is charged to nobody.
func TestAClosedAccountTakesNothing(t *testing.T) {
	m := newMemory(100)
	a := m.open()
	a.close()
	if err := a.take(t.Context(), 10); !errors.Is(err, context.Canceled) || m.held != 0 {
		t.Errorf("%v, %d bytes held", err, m.held)
	}
	a.give(10)
	if m.held != 0 {
		t.Errorf("%d bytes held", m.held)
	}
}

func TestMemoryThatWillNotComeIsRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(100)
		a, b := m.open(), m.open()
		began := time.Now()
		if err := a.take(t.Context(), 101); !refused(err) || time.Since(began) > 0 {
			t.Errorf("what never fits: %v after %s", err, time.Since(began))
		}
		_, _ = a.take(t.Context(), 60), b.take(t.Context(), 30)
		// Each waits for the other: the second is refused at once, and the first gets what it gives back.
		first := make(chan error)
		go func() { first <- a.take(t.Context(), 30) }()
		synctest.Wait()
		if err := b.take(t.Context(), 30); !refused(err) || time.Since(began) > 0 {
			t.Errorf("a circle: %v after %s", err, time.Since(began))
		}
		b.close()
		if err := <-first; err != nil {
			t.Errorf("the first: %v", err)
		}
		// Patience ends, and so does a request.
		c := m.open()
		if err := c.take(t.Context(), 50); !refused(err) || time.Since(began) != memoryWait {
			t.Errorf("patience: %v after %s", err, time.Since(began))
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := c.take(ctx, 50); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("the request's time: %v", err)
		}
	})
}

func TestMemoryErrorsSayHowFar(t *testing.T) {
	text := (&models.MemoryError{Max: 1 << 30, Held: 512 << 20, Others: 448 << 20, Wanted: 128 << 20}).Error()
	for _, part := range []string{"640.0 MiB", "448.0 MiB", "1024.0 MiB", "64.0 MiB over", "limits.memory", "shorter time range"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in %q", part, text)
		}
	}
}

// large has one long series per metric it is asked for.
func large(t *testing.T, engine *fakeStore) string {
	now := time.Now().Unix()
	body := fmt.Appendf(nil, `{"status":"success","data":{"resultType":"matrix","result":[{"metric":%s,"values":[[%d,"1"]`, engine.labels("vllm:num_requests_running"), now-200_000)
	for i := now - 199_999; i < now; i++ {
		body = fmt.Appendf(body, `,[%d,"1"]`, i)
	}
	body = append(body, "]}]}}"...)
	return faulty(t, func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		if !strings.HasSuffix(r.URL.Path, "/query") || !strings.Contains(r.Form.Get("query"), "vllm:") {
			engine.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", jsonType)
		_, _ = w.Write(body)
	})
}

func TestAQueryThatNeedsMoreMemoryThanThereIs(t *testing.T) {
	url := large(t, engineStore(t))
	d := newInstance(t, url, `{"limits":{"memory":1000000}}`)
	r := ask(t, d, nil, query("A", tokensQuery))["A"]
	if r.Error == nil || !refused(r.Error) || r.ErrorSource != backend.ErrorSourceDownstream || !strings.Contains(r.Error.Error(), "limits.memory") {
		t.Errorf("%v from %q", r.Error, r.ErrorSource)
	}
	// The same beside another store: more than fits is no fault of that store, so its side is not left out.
	d = newInstance(t, url, fmt.Sprintf(`{"limits":{"memory":1000000},"endpoints":{"gpu":{"url":%q}}}`, gpuStore(t).URL))
	if r := ask(t, d, nil, query("A", both))["A"]; !refused(r.Error) {
		t.Errorf("beside another: %v", r.Error)
	}
	if d.memory.held != 0 {
		t.Errorf("%d bytes are still held", d.memory.held)
	}
	if r := ask(t, newInstance(t, url, ""), nil, query("A", tokensQuery))["A"]; r.Error != nil {
		t.Errorf("with the default budget: %v", r.Error)
	}
}

// Many at once under a budget that fits few of them: each is answered or refused in words, and nothing stays held.
func TestManyUnderASmallBudget(t *testing.T) {
	d := newInstance(t, large(t, engineStore(t)), `{"limits":{"memory":16000000}}`)
	var wait sync.WaitGroup
	var mu sync.Mutex
	answered := 0
	for range 8 {
		wait.Go(func() {
			r := ask(t, d, nil, query("A", tokensQuery))["A"]
			mu.Lock()
			defer mu.Unlock()
			if r.Error == nil {
				answered++
			} else if !refused(r.Error) {
				t.Errorf("%v", r.Error)
			}
		})
	}
	wait.Wait()
	if answered == 0 || d.memory.held != 0 || len(d.memory.accounts) != 0 {
		t.Errorf("%d answered, %d bytes and %d accounts left", answered, d.memory.held, len(d.memory.accounts))
	}
}

package plugin

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// slowly answers as the store does, after a moment; it is left alone when the client goes.
func slowly(store http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
			return
		case <-time.After(time.Duration(rand.IntN(4)) * time.Millisecond):
		}
		store.ServeHTTP(w, r)
	}
}

// 200 requests at once, of which many are abandoned at any moment: each one that is waited for is answered, and
// goroutines and memory go back to where they were.
func TestManyRequestsWithRandomCancellations(t *testing.T) {
	gpu, engine, dead := gpuStore(t), engineStore(t), "http://127.0.0.1:1"
	d := newInstance(t, faulty(t, slowly(engine)), fmt.Sprintf(`{"endpoints":{"gpu":{"url":%q},"cost":{"url":%q}}}`, faulty(t, slowly(gpu)), dead))
	money := `{"format":"table","operands":[{"as":"tokens","signal":"generation_tokens"},{"as":"cost","signal":"gpu_cost"}]}`
	ask(t, d, nil, query("A", both)) // what is made once is there
	d.Dispose()
	goroutines, heap := settled()

	var wait sync.WaitGroup
	for i := range 200 {
		wait.Go(func() {
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			if i%2 == 0 {
				time.AfterFunc(time.Duration(rand.IntN(200))*time.Millisecond, cancel)
			}
			resp, err := d.QueryData(ctx, &backend.QueryDataRequest{Queries: []backend.DataQuery{query("A", both), query("B", money), query("C", tokensQuery)}})
			if err != nil {
				t.Error(err)
				return
			}
			for id, r := range resp.Responses {
				if r.Error != nil && (i%2 == 1 || r.ErrorSource != backend.ErrorSourceDownstream) {
					t.Errorf("%s: %v from %q", id, r.Error, r.ErrorSource)
				}
			}
		})
	}
	wait.Wait()
	d.Dispose()
	if d.memory.held != 0 || len(d.memory.accounts) != 0 {
		t.Errorf("%d bytes are still held by %d", d.memory.held, len(d.memory.accounts))
	}
	for patience := 0; ; patience++ {
		g, h := settled()
		if g <= goroutines+5 && h < heap+32<<20 {
			return
		}
		if patience > 50 {
			buf := make([]byte, 1<<16)
			t.Fatalf("%d goroutines of %d before, %d MiB of %d\n%s", g, goroutines, h>>20, heap>>20, buf[:runtime.Stack(buf, true)])
		}
		time.Sleep(100 * time.Millisecond)
	}
}

func settled() (goroutines int, heap uint64) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return runtime.NumGoroutine(), m.HeapAlloc
}

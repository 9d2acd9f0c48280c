package main

import (
	"cmp"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"time"
)

// asked is one request that the plugin sent to the store.
type asked struct {
	path, query string
	bytes       int64
	began, took time.Duration
}

// watcher passes requests on to the store and writes down what was asked. It costs time itself, so nothing is timed
// through it but the requests.
type watcher struct {
	*httptest.Server
	store string

	mu    sync.Mutex
	began time.Time
	asked []asked
}

func watch(store string) *watcher {
	w := &watcher{store: store, began: time.Now()}
	w.Server = httptest.NewServer(w)
	return w
}

func (w *watcher) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	began := time.Now()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	req, err := http.NewRequestWithContext(r.Context(), r.Method, w.store+r.URL.Path+"?"+r.URL.RawQuery, strings.NewReader(string(body)))
	if err != nil {
		return
	}
	req.Header = r.Header.Clone()
	resp, err := plain.Do(req)
	if err != nil {
		http.Error(rw, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	rw.Header().Set("Content-Type", resp.Header.Get("Content-Type"))
	rw.WriteHeader(resp.StatusCode)
	n, _ := io.Copy(rw, resp.Body)
	r.Body = io.NopCloser(strings.NewReader(string(body)))
	_ = r.ParseForm()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked = append(w.asked, asked{r.URL.Path, cmp.Or(r.Form.Get("query"), r.Form.Get("match[]")) + " " + r.Form.Get("step"), n, began.Sub(w.began), time.Since(began)})
}

// take gives what was asked since the last time.
func (w *watcher) take() []asked {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := w.asked
	w.asked, w.began = nil, time.Now()
	slices.SortFunc(out, func(a, b asked) int { return cmp.Compare(a.began, b.began) })
	return out
}

// table writes requests as rows of a table.
func table(list []asked) string {
	var b strings.Builder
	b.WriteString("| began ms | took ms | kB | path | query, step |\n|---|---|---|---|---|\n")
	for _, a := range list {
		text := a.query
		if len(text) > 160 {
			text = text[:160] + "…"
		}
		fmt.Fprintf(&b, "| %d | %d | %d | %s | `%s` |\n", a.began.Milliseconds(), a.took.Milliseconds(), a.bytes/1000, strings.TrimPrefix(a.path, "/api/v1/"), strings.ReplaceAll(text, "|", "¦"))
	}
	return b.String()
}

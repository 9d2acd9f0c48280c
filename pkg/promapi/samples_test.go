package promapi

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/overtime"
	"github.com/tokenpath/tokenpath/pkg/remoteread"
)

// sampleStore answers queries, and remote read with whatever a case says.
type sampleStore struct {
	version string
	read    http.HandlerFunc
	mu      sync.Mutex
	asked   []string
}

func (s *sampleStore) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.Path, "/api/v1/")
	s.mu.Lock()
	s.asked = append(s.asked, path)
	s.mu.Unlock()
	switch path {
	case "status/buildinfo":
		answer(200, jsonType, fmt.Sprintf(`{"status":"success","data":{"version":%q,"revision":"a","branch":"b","goVersion":"go1"}}`, s.version))(w, r)
	case "read":
		s.read(w, r)
	default:
		answer(200, jsonType, `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"pod":"a"},"values":[[60,"7"]]}]}}`)(w, r)
	}
}

func (s *sampleStore) times(path string) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, x := range s.asked {
		if x == path {
			n++
		}
	}
	return n
}

// Whatever stands in the way of samples, the query is answered by the store's own evaluation, and the store is not
// bothered again.
func TestFromSamples_FallsBack(t *testing.T) {
	streamed := func(body string) http.HandlerFunc {
		return answer(200, remoteread.ContentType+"; proto=prometheus.ChunkedReadResponse", body)
	}
	for name, c := range map[string]struct {
		version string
		read    http.HandlerFunc
		extra   url.Values
		reads   int
	}{
		"windows closed at the left":    {"2.55.1", streamed(""), nil, 0},
		"another product":               {"0.39.0", streamed(""), nil, 0},
		"parameters of the settings":    {"3.15.0", streamed(""), url.Values{"dedup": {"true"}}, 0},
		"a proxy that knows no read":    {"3.15.0", answer(404, "text/plain", "not found"), nil, 1},
		"a login page":                  {"3.15.0", answer(200, "text/html", "<html>"), nil, 1},
		"samples that are not streamed": {"3.15.0", answer(200, "application/x-protobuf", "x"), nil, 1},
		"a stream that breaks off":      {"3.15.0", streamed("\x20\x00\x00"), nil, 1},
		"an answer without series":      {"3.15.0", streamed(""), nil, 3},
	} {
		t.Run(name, func(t *testing.T) {
			store := &sampleStore{version: c.version, read: c.read}
			server := httptest.NewServer(store)
			defer server.Close()
			client, err := New(server.Client(), Options{URL: server.URL, CustomQueryParameters: c.extra})
			if err != nil {
				t.Fatal(err)
			}
			for range 3 {
				m, err := client.QueryRange(context.Background(), windowedQuery(120))
				if err != nil || len(m.Series) != 1 || m.Series[0].Values[0] != 7 {
					t.Fatalf("answered %+v (%v), want the store's own", m, err)
				}
			}
			if n := store.times("read"); n != c.reads {
				t.Errorf("samples were asked for %d times, want %d", n, c.reads)
			}
			if n := store.times("status/buildinfo"); n > 1 {
				t.Errorf("the version was asked for %d times", n)
			}
		})
	}
}

func TestFromSamples_NotForFewInstants(t *testing.T) {
	store := &sampleStore{version: "3.15.0", read: answer(404, "text/plain", "")}
	server := httptest.NewServer(store)
	defer server.Close()
	client, err := New(server.Client(), Options{URL: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []RangeQuery{windowedQuery(fewPoints - 1), {Expr: "x", Start: 0, End: 7200_000, Step: 60_000},
		{Expr: "x", Start: 0, End: 7200_000, Step: 60_000, Window: &Window{Func: "deriv", Length: 60_000}}} {
		if _, err := client.QueryRange(context.Background(), q); err != nil {
			t.Fatal(err)
		}
	}
	if asked := store.asked; slices.Contains(asked, "read") || slices.Contains(asked, "status/buildinfo") {
		t.Errorf("asked %v, want only the queries", asked)
	}
}

// A cancelled query says so, and leaves the store's samples in good standing.
func TestFromSamples_Cancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	store := &sampleStore{version: "3.15.0", read: func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // a server sees that a client is gone only after that
		cancel()
		<-r.Context().Done()
	}}
	server := httptest.NewServer(store)
	defer server.Close()
	client, err := New(server.Client(), Options{URL: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.QueryRange(ctx, windowedQuery(120)); err == nil {
		t.Fatal("a cancelled query was answered")
	}
	if !client.samples.usable(context.Background(), client) {
		t.Error("the store is taken not to give its samples away")
	}
}

func windowedQuery(points int64) RangeQuery {
	return RangeQuery{Expr: `rate({__name__="x"}[1m])`, Start: 60_000, End: points * 60_000, Step: 60_000,
		Window: &Window{Func: overtime.Rate, Length: 60_000, Matchers: []remoteread.Matcher{{Name: "__name__", Op: "=", Value: "x"}}}}
}

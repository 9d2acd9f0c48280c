package promapi

import (
	"context"
	"errors"
	"math"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"
)

// serve starts a server and a client for it.
func serve(t *testing.T, o Options, handle http.HandlerFunc) *Client {
	t.Helper()
	server := httptest.NewServer(handle)
	t.Cleanup(server.Close)
	o.URL = server.URL + o.URL
	if o.Family == "" {
		o.Family = "gpu"
	}
	c, err := New(server.Client(), o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// answer is a handler with a fixed answer.
func answer(status int, contentType, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = w.Write([]byte(text))
	}
}

func testContext(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	t.Cleanup(cancel)
	return ctx
}

var anyRange = RangeQuery{Expr: "up", Start: 0, End: 60_000, Step: 15_000}

// requireError checks the kind and returns the error.
func requireError(t *testing.T, err error, kind Kind) *Error {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("%v (%T) is not an *Error", err, err)
	}
	if e.Kind != kind {
		t.Fatalf("kind %s, want %s: %v", e.Kind, kind, err)
	}
	if e.IsDownstream() != (kind != KindInvalid) {
		t.Errorf("IsDownstream is %v", e.IsDownstream())
	}
	return e
}

func requireHistograms(t *testing.T, got, want []HistogramSeries) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d series of histograms, want %d", len(got), len(want))
	}
	for i := range want {
		a, b := got[i], want[i]
		if !slices.Equal(a.Labels, b.Labels) || !slices.Equal(a.Times, b.Times) || !slices.EqualFunc(a.Samples, b.Samples, sameHistogram) {
			t.Fatalf("histograms %d differ: %d samples of %v, want %d of %v", i, len(a.Samples), a.Labels, len(b.Samples), b.Labels)
		}
	}
}

func sameHistogram(a, b Histogram) bool {
	sameNumber := func(a, b float64) bool {
		return math.Float64bits(a) == math.Float64bits(b) || math.IsNaN(a) && math.IsNaN(b)
	}
	sameBucket := func(a, b Bucket) bool {
		return sameNumber(a.Lower, b.Lower) && sameNumber(a.Upper, b.Upper) && sameNumber(a.Count, b.Count) && a.Bounds == b.Bounds
	}
	return sameNumber(a.Count, b.Count) && sameNumber(a.Sum, b.Sum) && slices.EqualFunc(a.Buckets, b.Buckets, sameBucket)
}

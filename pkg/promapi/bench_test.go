package promapi

import (
	"runtime"
	"strings"
	"testing"
)

// The candidates must be worth comparing: all read the same series.
func TestCandidatesAgree(t *testing.T) {
	text := fleetAnswer(12, 50)
	want, err := decodeOwn(strings.NewReader(text))
	if err != nil || len(want) != 12 {
		t.Fatal(len(want), err)
	}
	for _, c := range candidates {
		got, err := c.decode(strings.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		requireSeries(t, got, want)
	}
}

// BenchmarkDecode chose the decoder. Run it with
//
//	GOEXPERIMENT=jsonv2 go test ./pkg/promapi -run '^$' -bench Decode -count 5
//
// ns/op and MB/s are for the whole answer; held-B/sample is what the decoded
// answer keeps in memory, alloc-B/sample what was allocated on the way.
//
// Best of five and more on two shared cores of an AMD EPYC, Go 1.26.8, 50.6 MB:
//
//	                               MB/s   alloc-B/sample   held-B/sample
//	own scanner                     490              9.6             9.0
//	json-iterator, streaming        167             61              20
//	json-iterator, into structs      85            140              18
//	encoding/json/v2, tokens         77             44              20
//	encoding/json/v2, into structs   57             76              18
//	encoding/json                    56            154              18
func BenchmarkDecode(b *testing.B) {
	for _, c := range candidates {
		b.Run(strings.ReplaceAll(c.name, " ", "_"), func(b *testing.B) { benchmark(b, c) })
	}
}

func benchmark(b *testing.B, c candidate) {
	text := benchAnswer()
	const samples = benchSeries * benchPoints
	b.SetBytes(int64(len(text)))
	before := memory()
	var series []Series
	for b.Loop() {
		series = nil
		var err error
		if series, err = c.decode(strings.NewReader(text)); err != nil {
			b.Fatal(err)
		}
	}
	b.StopTimer()
	after := memory()
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(b.N)/samples, "alloc-B/sample")
	runtime.GC()
	held := memory().HeapAlloc
	if len(series) != benchSeries {
		b.Fatalf("%d series", len(series))
	}
	series = nil
	runtime.GC()
	b.ReportMetric(float64(int64(held)-int64(memory().HeapAlloc))/samples, "held-B/sample")
}

func memory() *runtime.MemStats {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return &m
}

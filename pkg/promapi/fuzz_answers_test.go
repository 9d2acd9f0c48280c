package promapi

import (
	"bytes"
	"encoding/json"
	"math"
	"reflect"
	"testing"
	"testing/iotest"
)

// decodeAgain decodes a text in reads of one byte.
func decodeAgain(text []byte) *body {
	return &body{reader: iotest.OneByteReader(bytes.NewReader(text)), length: -1}
}

func decodeWhole(text []byte) *body { return &body{reader: bytes.NewReader(text), length: -1} }

// FuzzExemplars: never a panic, nothing accepted that is not JSON, the same
// however the text is cut into reads, and counts that are right.
func FuzzExemplars(f *testing.F) {
	f.Add([]byte(success(exemplarAnswer)))
	f.Add([]byte(`{"data":null,"status":"success","warnings":["w"]}`))
	f.Add([]byte(success(`[{"exemplars":[{"labels":{"a":"é"},"value":"0x1p-2","timestamp":-1.5e3}]}]`)))
	f.Fuzz(func(t *testing.T, text []byte) {
		limits := Limits{Series: 50, Samples: 200, Bytes: 1 << 20}
		got, err := decodeExemplars(decodeWhole(text), limits)
		if len(text) < 1<<12 {
			again, otherErr := decodeExemplars(decodeAgain(text), limits)
			if (err == nil) != (otherErr == nil) || err == nil && len(again.Series) != len(got.Series) {
				t.Fatalf("%v in one read, %v in many, of %q", err, otherErr, text)
			}
		}
		if err != nil {
			return
		}
		if !json.Valid(text) {
			t.Fatalf("accepted what is not JSON: %q", text)
		}
		n := 0
		for _, s := range got.Series {
			if len(s.Exemplars) == 0 {
				t.Fatalf("a series without exemplars in %q", text)
			}
			n += len(s.Exemplars)
		}
		if n > got.Count || got.Count > limits.Samples {
			t.Fatalf("%d exemplars, counted %d, in %q", n, got.Count, text)
		}
	})
}

// FuzzLists: the decoders of names, label sets, metadata and build information.
func FuzzLists(f *testing.F) {
	for _, text := range []string{
		success(`["a","b"]`), success(`[{"a":"b"},{}]`), success(`{"up":[{"type":"gauge","help":"h","unit":"s"}]}`), success(`{"version":"1","features":{"a":"b"}}`),
		`{"status":"error","errorType":"bad_data","error":"no"}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		limits := Limits{Series: 50, Samples: 200, Bytes: 1 << 20}
		for _, decode := range []func(*body) (any, error){
			func(b *body) (any, error) { v, _, err := decodeStrings(b, limits); return v, err },
			func(b *body) (any, error) { v, _, err := decodeLabelSets(b, limits); return v, err },
			func(b *body) (any, error) { v, _, err := decodeMetadata(b, limits); return v, err },
			func(b *body) (any, error) { return decodeFields(b, limits) },
		} {
			got, err := decode(decodeWhole(text))
			if err == nil && !json.Valid(text) {
				t.Fatalf("accepted what is not JSON: %q", text)
			}
			if len(text) > 1<<12 {
				continue
			}
			again, otherErr := decode(decodeAgain(text))
			if (err == nil) != (otherErr == nil) || err == nil && !reflect.DeepEqual(got, again) {
				t.Fatalf("%v %v in one read, %v %v in many, of %q", got, err, again, otherErr, text)
			}
		}
	})
}

// FuzzHistograms: what is decoded is ordered and bounded, and its classic form
// never descends and ends with all observations.
func FuzzHistograms(f *testing.F) {
	f.Add([]byte(`[[1,` + oneHistogram + `]]`))
	f.Add([]byte(buckets(`[[1,"-2","-1","1"],[3,"-0.1","0.1","1"],[0,"1","+Inf","1"],[2,"-Inf","-2","0"]]`)))
	f.Add([]byte(`[[1,{"count":"0.5","sum":"NaN","buckets":null}],[2.5,{"sum":"1","count":"1e300","x":{}}]]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := decodeMatrix(decodeWhole([]byte(matrix(`[{"histograms":`+string(text)+`}]`))), Limits{Series: 50, Samples: 500, Bytes: 1 << 20})
		if err != nil {
			return
		}
		for _, s := range m.Histograms {
			if len(s.Times) != len(s.Samples) || !ascends(s.Times) {
				t.Fatalf("times %v of %d samples, in %q", s.Times, len(s.Samples), text)
			}
		}
		requireClassic(t, m.Histograms)
	})
}

func requireClassic(t *testing.T, series []HistogramSeries) {
	t.Helper()
	c := Classic(series)
	if n := len(c.Le); n == 0 || !math.IsInf(c.Le[n-1], 1) {
		t.Fatalf("boundaries %v", c.Le)
	}
	for k := 1; k < len(c.Le); k++ {
		if c.Le[k] <= c.Le[k-1] {
			t.Fatalf("boundaries %v", c.Le)
		}
	}
	for i, s := range c.Series {
		for at, h := range series[i].Samples {
			if !ordinary(h) {
				continue
			}
			for k := 1; k < len(c.Le); k++ {
				if s.Counts[k][at] < s.Counts[k-1][at] {
					t.Fatalf("counts descend at %v: %+v", c.Le[k], h)
				}
			}
			if last := s.Counts[len(c.Le)-1][at]; last < h.Count {
				t.Fatalf("%v of %v observations", last, h.Count)
			}
		}
	}
}

// ordinary leaves out counts that no store sends.
func ordinary(h Histogram) bool {
	for _, b := range h.Buckets {
		if !(b.Count >= 0) {
			return false
		}
	}
	return h.Count >= 0
}

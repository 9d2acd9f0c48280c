package remoteread

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/snappy"
	"github.com/prometheus/prometheus/model/value"
	"github.com/prometheus/prometheus/prompb"
	"github.com/prometheus/prometheus/tsdb/chunkenc"
)

func chunk(t testing.TB, times []int64, values ...float64) prompb.Chunk {
	t.Helper()
	c := chunkenc.NewXORChunk()
	app, err := c.Appender()
	if err != nil {
		t.Fatal(err)
	}
	for i, at := range times {
		app.Append(0, at, values[i])
	}
	return prompb.Chunk{Type: prompb.Chunk_XOR, MinTimeMs: times[0], MaxTimeMs: times[len(times)-1], Data: c.Bytes()}
}

func part(pod string, chunks ...prompb.Chunk) *prompb.ChunkedSeries {
	return &prompb.ChunkedSeries{Labels: []prompb.Label{{Name: "__name__", Value: "x"}, {Name: "pod", Value: pod}}, Chunks: chunks}
}

// stream writes messages as a store does.
func stream(t testing.TB, parts ...*prompb.ChunkedSeries) []byte {
	t.Helper()
	var out []byte
	for _, p := range parts {
		data, err := (&prompb.ChunkedReadResponse{ChunkedSeries: []*prompb.ChunkedSeries{p}}).Marshal()
		if err != nil {
			t.Fatal(err)
		}
		out = binary.AppendUvarint(out, uint64(len(data)))
		out = binary.BigEndian.AppendUint32(out, crc32.Checksum(data, castagnoli))
		out = append(out, data...)
	}
	return out
}

type kept struct {
	pod    string
	times  []int64
	values []float64
}

func read(data []byte) (out []kept, err error) {
	err = Each(bytes.NewReader(data), func(s Series) error {
		out = append(out, kept{string(s.Labels[1].Value), slices.Clone(s.Times), slices.Clone(s.Values)})
		return nil
	})
	return out, err
}

func TestEach(t *testing.T) {
	stale := math.Float64frombits(value.StaleNaN)
	got, err := read(stream(t, part("a", chunk(t, []int64{1, 2}, 1, 2)), part("a", chunk(t, []int64{3, 4}, 3, stale)),
		part("b", chunk(t, []int64{5}, stale)), part("c", chunk(t, []int64{10, 30}, 1, 3), chunk(t, []int64{20, 30, 40}, 2, 3, 4))))
	want := []kept{{"a", []int64{1, 2, 3}, []float64{1, 2, 3}}, {"c", []int64{10, 20, 30, 40}, []float64{1, 2, 3, 4}}}
	if err != nil || !slices.EqualFunc(got, want, func(a, b kept) bool {
		return a.pod == b.pod && slices.Equal(a.times, b.times) && slices.Equal(a.values, b.values)
	}) {
		t.Errorf("read %v (%v), want %v: parts joined, staleness markers left out, late chunks sorted in", got, err, want)
	}
}

func TestEach_SaysWhatItCannotRead(t *testing.T) {
	whole := stream(t, part("a", chunk(t, []int64{1, 2, 3}, 1, 2, 3)))
	flipped := slices.Clone(whole)
	flipped[len(flipped)-1] ^= 1
	histogram := part("a", prompb.Chunk{Type: prompb.Chunk_HISTOGRAM, Data: []byte{0, 0, 0}})
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"half a message":           {whole[:len(whole)-3], ErrDamaged},
		"half a checksum":          {whole[:3], ErrDamaged},
		"a flipped bit":            {flipped, ErrDamaged},
		"an error's text":          {append(slices.Clone(whole), "query timed out"...), ErrDamaged},
		"an endless length":        {bytes.Repeat([]byte{0xff}, 20), ErrDamaged},
		"a huge length":            {binary.AppendUvarint(nil, 1<<40), ErrDamaged},
		"an empty chunk":           {stream(t, part("a", prompb.Chunk{Type: prompb.Chunk_XOR})), ErrDamaged},
		"a chunk cut short":        {stream(t, part("a", prompb.Chunk{Type: prompb.Chunk_XOR, Data: []byte{0, 9, 1}})), ErrDamaged},
		"native histograms":        {stream(t, histogram), ErrNotFloats},
		"an encoding to come":      {stream(t, part("a", prompb.Chunk{Type: 99, Data: []byte{0, 0, 0}})), ErrNotFloats},
		"two values at one moment": {stream(t, part("a", chunk(t, []int64{1, 2}, 1, 2), chunk(t, []int64{2, 3}, 9, 3))), ErrDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := read(c.data); !errors.Is(err, c.want) {
				t.Errorf("the error is %v, want %v", err, c.want)
			}
		})
	}
	stop := errors.New("enough")
	if err := Each(bytes.NewReader(whole), func(Series) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("the reader's own error became %v", err)
	}
}

func TestRequest(t *testing.T) {
	data, err := Request([]Matcher{{"__name__", "=", "x"}, {"a", "!=", ""}, {"b", "=~", "c|d"}, {"e", "!~", "f"}}, 5, 9)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := snappy.Decode(nil, data)
	if err != nil {
		t.Fatal(err)
	}
	var got prompb.ReadRequest
	if err := got.Unmarshal(raw); err != nil {
		t.Fatal(err)
	}
	const want = `start_timestamp_ms:5 end_timestamp_ms:9 matchers:<name:"__name__" value:"x" > matchers:<type:NEQ name:"a" > matchers:<type:RE name:"b" value:"c|d" > matchers:<type:NRE name:"e" value:"f" >`
	if text := got.Queries[0].String(); strings.TrimSpace(text) != want {
		t.Errorf("the query is\n%s, want\n%s", text, want)
	}
	if !slices.Equal(got.AcceptedResponseTypes, []prompb.ReadRequest_ResponseType{prompb.ReadRequest_STREAMED_XOR_CHUNKS}) {
		t.Errorf("accepts %v", got.AcceptedResponseTypes)
	}
	if _, err := Request([]Matcher{{"a", "~", "b"}}, 5, 9); err == nil {
		t.Error("an unknown operator was taken")
	}
}

// Whatever a store sends, reading it ends, and what is read is in order.
func FuzzEach(f *testing.F) {
	f.Add(stream(f, part("a", chunk(f, []int64{1, 2, 3}, 1, 2, 3)), part("b", chunk(f, []int64{-5, 7}, math.Inf(1), math.NaN()))))
	f.Add([]byte("<html>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_ = Each(bytes.NewReader(data), func(s Series) error {
			if len(s.Times) == 0 || len(s.Times) != len(s.Values) {
				t.Fatalf("%d times and %d values", len(s.Times), len(s.Values))
			}
			if !slices.IsSortedFunc(s.Times, func(a, b int64) int {
				if a < b {
					return -1
				}
				return 1
			}) {
				t.Fatalf("times do not ascend: %v", s.Times)
			}
			return nil
		})
	})
}

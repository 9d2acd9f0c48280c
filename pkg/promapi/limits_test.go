package promapi

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
)

func manySeries(series, samples int) string {
	var b strings.Builder
	for i := range series {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"metric":{"i":"%d"},"values":[`, i)
		for j := range samples {
			if j > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, `[%d,"%d"]`, 1000+j, j)
		}
		b.WriteString("]}")
	}
	return matrix("[" + b.String() + "]")
}

func TestLimits(t *testing.T) {
	cases := []struct {
		name   string
		text   string
		limits Limits
		want   LimitError
		says   string
	}{
		{"series", manySeries(7, 2), Limits{Series: 5}, LimitError{Limit: "series", Max: 5, Seen: 7}, "the answer has 7 series, the limit is 5 series (2 series over, set by limits.series); narrow it with filters"},
		{"samples", manySeries(7, 200), Limits{Samples: 1000}, LimitError{Limit: "samples", Max: 1000, Seen: 1400}, "1,400 samples, the limit is 1,000 samples (400 samples over, set by limits.samples); narrow it with a longer step"},
		{"samples of one series", manySeries(1, 100_000), Limits{Samples: 10}, LimitError{Limit: "samples", Max: 10, Seen: 100_000}, "100,000 samples"},
		{"bytes", manySeries(100, 1000), Limits{Bytes: 200_000}, LimitError{Limit: "bytes", Max: 200_000}, "at least"},
		{"series, then truncated", manySeries(7, 2)[:420], Limits{Series: 5}, LimitError{Limit: "series", Max: 5, Seen: 6, AtLeast: true}, "at least 6 series"},
		{"just within", manySeries(5, 200), Limits{Series: 5, Samples: 1000}, LimitError{}, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := decodeText(c.text, c.limits)
			if c.want.Limit == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			var limit *LimitError
			if !errors.As(err, &limit) {
				t.Fatalf("%v", err)
			}
			if c.want.Seen == 0 && limit.Seen > c.want.Max {
				c.want.Seen, c.want.AtLeast = limit.Seen, true
			}
			if *limit != c.want || !strings.Contains(limit.Error(), c.says) {
				t.Errorf("%+v: %v, want %+v", *limit, limit, c.want)
			}
		})
	}
}

// An endless answer stops at the limit, whatever it consists of.
func TestEndlessBody(t *testing.T) {
	const head = `{"status":"success","data":{"resultType":"matrix","result":[`
	for name, chunk := range map[string]string{
		"white space": strings.Repeat(" ", 1<<16),
		"series":      strings.Repeat(`{"metric":{"a":"b"},"values":[[1,"1"]]},`, 1000),
		"a label":     strings.Repeat(`{"metric":{"a`, 1000),
	} {
		for _, zipped := range []bool{false, true} {
			t.Run(fmt.Sprint(name, ", gzip ", zipped), func(t *testing.T) {
				c := serve(t, Options{Limits: Limits{Bytes: 3 << 20, Series: 1000}}, func(w http.ResponseWriter, r *http.Request) {
					_ = r.ParseForm()
					var out io.Writer = w
					if zipped {
						w.Header().Set("Content-Encoding", "gzip")
						out, _ = gzip.NewWriterLevel(w, gzip.NoCompression)
					}
					_, err := io.WriteString(out, head)
					for err == nil && r.Context().Err() == nil {
						_, err = io.WriteString(out, chunk)
					}
				})
				_, err := c.QueryRange(testContext(t), anyRange)
				if name == "a label" {
					requireError(t, err, KindMalformed)
					return
				}
				var limit *LimitError
				requireError(t, err, KindLimit)
				if !errors.As(err, &limit) || !limit.AtLeast || !strings.Contains(err.Error(), "limits are in the data source settings") {
					t.Errorf("%v", err)
				}
			})
		}
	}
}

// An announced size is refused before it is read.
func TestAnnouncedSize(t *testing.T) {
	_, err := serve(t, Options{Limits: Limits{Bytes: 1 << 20}}, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", fmt.Sprint(3<<20))
		w.WriteHeader(200)
	}).QueryRange(testContext(t), anyRange)
	e := requireError(t, err, KindLimit)
	if !strings.Contains(e.Error(), "has 3.0 MiB, the limit is 1.0 MiB (2.0 MiB over, set by limits.bytes)") {
		t.Errorf("%v", e)
	}
}

// Compressed answers are read whether or not the transport undoes it.
func TestGzip(t *testing.T) {
	text := manySeries(3, 100)
	for _, disabled := range []bool{false, true} {
		c := serve(t, Options{}, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			_, _ = io.WriteString(z, text)
			_ = z.Close()
		})
		c.http = &http.Client{Transport: &http.Transport{DisableCompression: disabled}}
		m, err := c.QueryRange(testContext(t), anyRange)
		if err != nil || len(m.Series) != 3 || m.Bytes != int64(len(text)) {
			t.Fatalf("%v %v", m, err)
		}
	}
	c := serve(t, Options{}, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = io.WriteString(w, text)
	})
	c.http = &http.Client{Transport: &http.Transport{DisableCompression: true}}
	_, err := c.QueryRange(testContext(t), anyRange)
	requireError(t, err, KindMalformed)
}

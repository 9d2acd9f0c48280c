package promapi

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkStitch joins the answer of BenchmarkDecode from six parts.
func BenchmarkStitch(b *testing.B) {
	const parts, points = 6, benchPoints / 6
	answers := make([]*Matrix, parts)
	for i := range answers {
		m := &Matrix{}
		times := make([]int64, points)
		for k := range times {
			times[k] = int64(i*points+k) * 30_000
		}
		for s := range benchSeries {
			m.Series = append(m.Series, Series{Labels: Labels{{"pod", fmt.Sprint(s)}}, Times: times, Values: make([]float64, points)})
		}
		answers[i] = m
	}
	b.SetBytes(parts * points * benchSeries * 8)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := stitch(answers, Limits{}.withDefaults()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkHistograms decodes native histograms of 40 buckets and reads them as
// classic ones.
func BenchmarkHistograms(b *testing.B) {
	var buckets, samples []string
	for i := range 40 {
		buckets = append(buckets, fmt.Sprintf(`[0,"%d.0905077326652577","%d.0905077326652577","12.345678"]`, i, i+1))
	}
	for i := range 200 {
		samples = append(samples, fmt.Sprintf(`[%d,{"count":"500.5","sum":"1234.5678","buckets":[%s]}]`, 1_712_345_670+30*i, strings.Join(buckets, ",")))
	}
	text := matrix(`[{"metric":{"a":"b"},"histograms":[` + strings.Join(samples, ",") + `]}]`)
	b.Run("decode", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := decodeText(text, Limits{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	m, err := decodeText(text, Limits{})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("classic", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Classic(m.Histograms)
		}
	})
}

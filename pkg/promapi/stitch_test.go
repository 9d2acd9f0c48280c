package promapi

import "testing"

// A series of floats and histograms is one series for the limit, as when it
// comes in one answer.
func TestStitchCountsMixedSeriesOnce(t *testing.T) {
	both := matrix(`[{"metric":{"a":"b"},"values":[[1,"1"]],"histograms":[[2,` + oneHistogram + `]]}]`)
	first, err := decodeText(both, Limits{Series: 1})
	if err != nil {
		t.Fatal(err)
	}
	second, err := decodeText(matrix(`[{"metric":{"a":"b"},"histograms":[[3,`+oneHistogram+`]]}]`), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	m, err := stitch([]*Matrix{first, second}, Limits{Series: 1})
	if err != nil || len(m.Series) != 1 || len(m.Histograms) != 1 || len(m.Histograms[0].Samples) != 2 || m.Samples != 11 {
		t.Fatalf("%+v %v", m, err)
	}
}

func TestStitchOfNothing(t *testing.T) {
	m, err := stitch([]*Matrix{{}, {Warnings: []string{"w"}}, {Warnings: []string{"w"}}}, Limits{}.withDefaults())
	if err != nil || len(m.Series)+len(m.Histograms) != 0 || len(m.Warnings) != 1 {
		t.Fatalf("%+v %v", m, err)
	}
}

package promapi

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func seriesAt(times ...int) string {
	samples := make([]string, len(times))
	for i, at := range times {
		samples[i] = fmt.Sprintf(`[%d,"%d"]`, at, i)
	}
	return `{"metric":{},"values":[` + strings.Join(samples, ",") + `]}`
}

// same says whether two series hold their times in the same memory.
func same(a, b Series, offset int) bool { return &a.Times[offset] == &b.Times[0] }

func TestSharesTimes(t *testing.T) {
	text := matrix("[" + strings.Join([]string{
		seriesAt(10, 20, 30, 40, 50),
		seriesAt(10, 20, 30, 40, 50),
		seriesAt(20, 30, 40),     // began later, ended earlier
		seriesAt(10, 20, 40, 50), // a hole
		seriesAt(10, 20, 40, 50), // the same hole
		seriesAt(10, 20, 30, 40, 50),
		seriesAt(11, 21),
	}, ",") + "]")
	m, err := decodeText(text, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	s := m.Series
	if !same(s[0], s[1], 0) || !same(s[0], s[2], 1) || len(s[2].Times) != 3 || same(s[0], s[3], 0) || !same(s[3], s[4], 0) || !same(s[0], s[5], 0) {
		t.Errorf("not shared as expected: %+v", s)
	}
	if cap(s[2].Times) != len(s[2].Times) || cap(s[2].Values) != len(s[2].Values) {
		t.Error("an append would write into a neighbour")
	}
}

// Whatever grids follow each other, every series keeps its own timestamps.
func TestTimesOfRandomGrids(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		var texts []string
		var want [][]int64
		for range 1 + random.IntN(8) {
			var times []int
			var ms []int64
			for at := range 12 {
				if random.IntN(6) > 0 {
					times = append(times, at)
					ms = append(ms, int64(at)*1000)
				}
			}
			if len(times) > 0 {
				texts, want = append(texts, seriesAt(times...)), append(want, ms)
			}
		}
		m, err := decodeText(matrix("["+strings.Join(texts, ",")+"]"), Limits{})
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range m.Series {
			if !slices.Equal(s.Times, want[i]) {
				t.Fatalf("series %d of %v: %v", i, want, s.Times)
			}
		}
	}
}

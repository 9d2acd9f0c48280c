package promapi

import (
	"errors"
	"testing"
)

// The limits of one answer hold for parts that are put together, and the parts stay as they are.
func TestJoinKeepsTheLimits(t *testing.T) {
	c := serve(t, Options{Limits: Limits{Samples: 3, Series: 1}}, answer(200, "", ""))
	one := func(pod string, at ...int64) *Matrix {
		return &Matrix{Series: []Series{{Labels: Labels{{"pod", pod}}, Times: at, Values: make([]float64, len(at))}}, Samples: len(at)}
	}
	m, err := c.Join(one("a", 1, 2), one("a", 3))
	if err != nil || len(m.Series) != 1 || m.Samples != 3 || len(m.Series[0].Times) != 3 {
		t.Fatal(m, err)
	}
	var limit *LimitError
	if _, err = c.Join(one("a", 1, 2), one("a", 3, 4)); !errors.As(err, &limit) || limit.Limit != "samples" || limit.Seen != 4 {
		t.Error(err)
	}
	if _, err = c.Join(one("a", 1), one("b", 2)); !errors.As(err, &limit) || limit.Limit != "series" {
		t.Error(err)
	}
	if _, err = c.Join(one("a", 2), one("a", 2)); err == nil {
		t.Error("parts that overlap are joined")
	}
}

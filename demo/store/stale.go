package store

import (
	"math"

	"github.com/prometheus/prometheus/model/value"
)

// Stale is the sample that Prometheus writes when a series has left its target:
// from it on an instant query no longer finds the series.
func Stale() float64 { return math.Float64frombits(value.StaleNaN) }

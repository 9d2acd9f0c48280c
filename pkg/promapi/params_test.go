package promapi

import (
	"strconv"
	"testing"
	"time"
)

// Prometheus cuts a step to nanoseconds and then to milliseconds, VictoriaMetrics to milliseconds at once.
func TestStepsAreReadAsTheyAreMeant(t *testing.T) {
	for ms := int64(1); ms < 100_000; ms++ {
		read, err := strconv.ParseFloat(stepOf(ms), 64)
		if err != nil {
			t.Fatal(err)
		}
		prometheus, victoria := time.Duration(read*float64(time.Second)).Milliseconds(), int64(read*1000)
		if prometheus != ms || victoria != ms {
			t.Fatalf("%d ms as %q are %d and %d", ms, stepOf(ms), prometheus, victoria)
		}
	}
}

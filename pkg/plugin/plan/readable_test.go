package plan

import (
	"testing"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// An engine that counts seconds and requests but has no histogram has a mean, and no quantile.
func TestAMeanWithoutBuckets(t *testing.T) {
	cat, err := catalog.Default()
	if err != nil {
		t.Fatal(err)
	}
	env := Env{Catalog: cat}
	have := names{env, map[string]map[string]bool{DefaultEndpoint: {
		"nv_inference_queue_duration_us": true, "nv_inference_request_success": true}}}
	triton, _ := cat.System("triton")
	queue := triton.Signals["queue_time"][0]
	for stat, want := range map[models.Stat]bool{models.StatMean: true, models.StatP95: false, models.StatFractionBelow: false} {
		if got := have.readable(queue, stat); got != want {
			t.Errorf("%s: %v", stat, got)
		}
	}
}

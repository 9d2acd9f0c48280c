package plan

import (
	"testing"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// Triton's vLLM backend writes vLLM's names: where there is no Triton, they are not asked for once more.
func TestNamesOfAnotherEngine(t *testing.T) {
	cat, err := catalog.Default()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{"vllm:generation_tokens_total": true}
	have := names{Env{Catalog: cat}, map[string]map[string]bool{DefaultEndpoint: found}}
	triton, _ := cat.System("triton")
	vllms := triton.Signals["generation_tokens"][0]
	if have.readable(vllms, models.StatRate) {
		t.Error("vLLM's series are asked for as Triton's")
	}
	found["nv_inference_request_success"] = true
	if !have.readable(vllms, models.StatRate) {
		t.Error("Triton's are not asked for")
	}
}

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

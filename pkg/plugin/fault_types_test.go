package plugin

import (
	"fmt"
	"strings"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// Every query type says which side is missing, or fails with that endpoint's words where nothing else would be shown.
func TestEveryQueryTypeWithoutASide(t *testing.T) {
	const dead = "http://127.0.0.1:1"
	for name, c := range map[string]struct{ raw, gpu, engine, says string }{
		"signal without GPUs":       {`{"queryType":"signal","operands":[{"as":"x","signal":"generation_tokens"}],"by":["llm_model"]}`, dead, "", "GPU side missing"},
		"signal of GPUs":            {`{"queryType":"signal","operands":[{"as":"x","signal":"gpu_power"}],"by":["node"]}`, dead, "", "gpu endpoint cannot be reached"},
		"latency without GPUs":      {`{"queryType":"latency","by":["llm_model"]}`, dead, "", "GPU side missing"},
		"latency without engines":   {`{"queryType":"latency"}`, "", dead, "engine endpoint cannot be reached"},
		"ownership without engines": {`{"queryType":"ownership"}`, "", dead, "Engine side missing"},
		"ownership without GPUs":    {`{"queryType":"ownership"}`, dead, "", "GPU side missing"},
		"events without engines":    {`{"queryType":"events"}`, "", dead, "Engine side missing"},
		"exemplars without GPUs":    {`{"queryType":"exemplars","operands":[{"as":"x","signal":"ttft"}]}`, dead, "", "GPU side missing"},
		"formula over GPUs":         {`{"operands":[{"as":"a","signal":"gpu_power","hide":true},{"as":"b","formula":"a*2"}]}`, dead, "", "gpu endpoint cannot be reached"},
		"money without GPUs":        {`{"operands":[{"as":"a","signal":"gpu_cost"}]}`, dead, "", "gpu endpoint cannot be reached"},
	} {
		t.Run(name, func(t *testing.T) {
			gpu, engine := gpuStore(t).URL, engineStore(t).URL
			if c.gpu != "" {
				gpu = c.gpu
			}
			if c.engine != "" {
				engine = c.engine
			}
			d := newInstance(t, newFakeStore(t, 1, nil).URL, fmt.Sprintf(`{"endpoints":{"gpu":{"url":%q},"engine":{"url":%q}}}`, gpu, engine))
			r := ask(t, d, nil, query("A", c.raw))["A"]
			text := ""
			if r.Error != nil {
				text = r.Error.Error()
				if r.ErrorSource != backend.ErrorSourceDownstream {
					t.Errorf("from %q", r.ErrorSource)
				}
			} else {
				text = noticesOf(r)
				if c := coverageOf(t, r); len(c.Missing) != 1 {
					t.Errorf("missing %v", c.Missing)
				}
			}
			if !strings.Contains(text, c.says) {
				t.Errorf("%q does not say %q", text, c.says)
			}
		})
	}
}

package main

import (
	"fmt"

	"github.com/prometheus/prometheus/model/labels"

	"github.com/tokenpath/tokenpath/demo/store"
)

// fill writes a fleet in which every pod holds one GPU: DCGM with exported_pod, vLLM, kube-state-metrics.
func (b *bench) fill(app *store.Batch) error {
	var series []labels.Labels
	for i := range b.gpus {
		pod, node := fmt.Sprintf("llm-%d", i), fmt.Sprintf("node-%d", i/8)
		gpu := labels.FromStrings("__name__", "DCGM_FI_DEV_FB_USED", "cluster", "c", "job", "dcgm", "instance", node+":9400",
			"Hostname", node, "UUID", uuid(i), "gpu", fmt.Sprint(i%8), "modelName", "NVIDIA H100 80GB HBM3",
			"pod", "dcgm-exporter-"+node, "namespace", "gpu-operator", "exported_pod", pod, "exported_namespace", "llm")
		engine := labels.FromStrings("__name__", "vllm:num_requests_running", "cluster", "c", "job", "vllm", "instance", pod+":8000",
			"namespace", "llm", "pod", pod, "model_name", fmt.Sprintf("model-%d", i%10), "engine", "0")
		series = append(series, gpu, named(gpu, "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE"), engine, named(engine, "vllm:generation_tokens_total"),
			labels.FromStrings("__name__", "kube_pod_info", "cluster", "c", "job", "ksm", "instance", "ksm:8080",
				"namespace", "llm", "pod", pod, "uid", fmt.Sprint(i), "node", node))
	}
	for t := b.from.Add(-10 * 60e9); !t.After(b.to.Add(afterwards)); t = t.Add(15e9) {
		k := t.Unix() / 15
		for i, l := range series {
			v := float64((int64(i)*31+k*17)%1000) / 1000
			if i%5 == 3 {
				v = float64(k*int64(i%97+1)) - float64(b.from.Unix()/15*int64(i%97+1)) + 1e6
			}
			if err := app.Append(l, t.UnixMilli(), v); err != nil {
				return err
			}
		}
		if err := app.Commit(); err != nil {
			return err
		}
	}
	return nil
}

func named(l labels.Labels, name string) labels.Labels {
	return labels.NewBuilder(l).Set("__name__", name).Labels()
}

func uuid(i int) string { return fmt.Sprintf("GPU-%08x-0000-4000-8000-%012x", i, i) }

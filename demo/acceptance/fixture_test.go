package acceptance_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// naming is how a GPU series comes to name the pod that holds the card.
type naming int

const (
	exported   naming = iota // honorLabels false: exported_pod beside the exporter's own pod
	honoured                 // honorLabels true: pod is the workload
	relabelled               // k8s_pod_name
	unnamed                  // no pod labels at all
	ownPod                   // only the exporter's own pod, as on an idle node with honorLabels false
)

// tenure says whom the exporter names up to and including a second, as namespace/pod; "" is nobody.
type tenure struct {
	until int
	pod   string
}

// card is a GPU as a dcgm-exporter shows it. The zero values of cluster, node and scrape are eu, n1 and 30 s.
type card struct {
	scrape
	cluster, node, uuid string
	index               int
	naming              naming
	era49               bool
	held                []tenure
	tensor              fn
	more                map[string]fn
	labels              []string // overwrite or add; an empty value removes
}

func (c card) series() []storetest.Series {
	c.scrape = c.scrape.or(30)
	tensor, memory := "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", "DCGM_FI_DEV_FB_USED"
	if c.era49 {
		tensor, memory = "DCGM_FI_PROF_TENSOR_UTIL_RATIO", "DCGM_FI_DEV_FB_USED_BYTES"
	}
	metrics := map[string]fn{memory: constant(1000)}
	if c.tensor != nil {
		metrics[tensor] = c.tensor
	}
	for name, f := range c.more {
		metrics[name] = f
	}
	var out []storetest.Series
	for name, f := range metrics {
		out = append(out, c.scrape.series(line{name, c.labelsAt, f})...)
	}
	return out
}

func (c card) labelsAt(second int) []string {
	node := or(c.node, "n1")
	host, driver := "Hostname", "DCGM_FI_DRIVER_VERSION"
	if c.era49 {
		host, driver = "hostname", "DCGM_FI_SYSTEM_DRIVER_VERSION"
	}
	out := []string{"cluster", or(c.cluster, "eu"), "job", "dcgm", "instance", "10.0." + node + ":9400", "gpu", fmt.Sprint(c.index),
		"UUID", c.uuid, "device", fmt.Sprintf("nvidia%d", c.index), "modelName", "NVIDIA H100 80GB HBM3", host, node, driver, "550.54"}
	holder := ""
	for _, h := range c.held {
		if second <= h.until {
			holder = h.pod
			break
		}
	}
	namespace, pod, _ := strings.Cut(holder, "/")
	switch c.naming {
	case exported, ownPod:
		out = append(out, "namespace", "gpu-operator", "pod", "nvidia-dcgm-exporter-"+node, "container", "nvidia-dcgm-exporter")
		if holder != "" && c.naming == exported {
			out = append(out, "exported_namespace", namespace, "exported_pod", pod, "exported_container", "vllm")
		}
	case honoured:
		if holder != "" {
			out = append(out, "namespace", namespace, "pod", pod, "container", "vllm")
		}
	case relabelled:
		if holder != "" {
			out = append(out, "k8s_namespace_name", namespace, "k8s_pod_name", pod, "k8s_container_name", "vllm")
		}
	}
	return overwrite(out, c.labels)
}

// engine is a vLLM replica. The zero values of cluster, model and scrape are eu, llama and 15 s.
type engine struct {
	scrape
	cluster, pod, model, rank string
	tokens                    fn
	more                      map[string]fn
	labels                    []string
}

func (e engine) series() []storetest.Series {
	e.scrape = e.scrape.or(15)
	namespace, pod, _ := strings.Cut(e.pod, "/")
	labels := overwrite([]string{"cluster", or(e.cluster, "eu"), "job", "vllm", "instance", pod + ":8000", "namespace", namespace, "pod", pod,
		"container", "vllm", "model_name", or(e.model, "llama"), "engine", or(e.rank, "0")}, e.labels)
	metrics := map[string]fn{"vllm:num_requests_running": constant(1), "vllm:num_requests_waiting": constant(0)}
	if e.tokens != nil {
		metrics["vllm:generation_tokens_total"] = e.tokens
	}
	for name, f := range e.more {
		metrics[name] = f
	}
	var out []storetest.Series
	for name, f := range metrics {
		// A name may bring labels of its own: name|label|value.
		parts := strings.Split(name, "|")
		all := slices.Concat(labels, parts[1:])
		out = append(out, e.scrape.series(line{parts[0], func(int) []string { return all }, f})...)
	}
	return out
}

// histogram adds a histogram to a replica's metrics: perSecond observations of one value each.
func histogram(to map[string]fn, name string, perSecond, value float64, edges ...float64) map[string]fn {
	for _, edge := range edges {
		within := 0.0
		if value <= edge {
			within = perSecond
		}
		to[fmt.Sprintf("%s_bucket|le|%g", name, edge)] = growing(within)
	}
	to[name+"_bucket|le|+Inf"] = growing(perSecond)
	to[name+"_count"], to[name+"_sum"] = growing(perSecond), growing(perSecond*value)
	return to
}

// kube is a pod as kube-state-metrics shows it: where it runs and how many GPUs it asks for.
type kube struct {
	scrape
	cluster, pod, node string
	gpus               float64
}

func (k kube) series() []storetest.Series {
	k.scrape = k.scrape.or(30)
	namespace, pod, _ := strings.Cut(k.pod, "/")
	common := []string{"cluster", or(k.cluster, "eu"), "job", "kube-state-metrics", "instance", "ksm:8080", "namespace", namespace, "pod", pod,
		"node", or(k.node, "n1"), "uid", "uid-" + pod}
	out := k.scrape.series(line{"kube_pod_info", func(int) []string { return common }, constant(1)})
	if k.gpus > 0 {
		requests := slices.Concat(common, []string{"container", "vllm", "resource", "nvidia_com_gpu", "unit", "integer"})
		out = append(out, k.scrape.series(line{"kube_pod_container_resource_requests", func(int) []string { return requests }, constant(k.gpus)})...)
	}
	return out
}

// price is OpenCost's price of one GPU-hour of a node, read once a minute unless the scrape says otherwise.
func price(cluster, node string, s scrape, perHour fn) []storetest.Series {
	labels := []string{"cluster", cluster, "job", "opencost", "instance", node, "node", node, "instance_type", "p5"}
	return s.or(60).series(line{"node_gpu_hourly_cost", func(int) []string { return labels }, perHour})
}

// aCentASecond is a price at which one GPU costs 0.01 a second.
const aCentASecond = 36

func or(s, d string) string {
	if s == "" {
		return d
	}
	return s
}

// overwrite sets label pairs in labels; an empty value removes the label.
func overwrite(labels, with []string) []string {
	for i := 0; i < len(with); i += 2 {
		found := false
		for j := 0; j < len(labels); j += 2 {
			if labels[j] == with[i] {
				labels = slices.Concat(labels[:j], labels[j+2:])
				if with[i+1] != "" {
					labels = append(labels, with[i], with[i+1])
				}
				found = true
				break
			}
		}
		if !found && with[i+1] != "" {
			labels = append(labels, with[i], with[i+1])
		}
	}
	return labels
}

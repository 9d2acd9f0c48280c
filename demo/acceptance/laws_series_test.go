package acceptance_test

import (
	"fmt"
	"strings"

	"github.com/tokenpath/tokenpath/demo/store"
	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// onPage is one line of a target's page.
type onPage struct {
	name   string
	labels []string
	value  float64
}

// instants are when a target's samples are stamped, each with the second that the target shows.
func (w watch) instants(f func(stamp, real int)) {
	w.each(func(second int) { f(second+w.skew, second) })
}

// reads writes what a target exposes. A series that is gone, or whose target does not answer, ends with a staleness
// marker unless the collector writes none.
func (w watch) reads(expose func(second int) []onPage) []storetest.Series {
	var out []storetest.Series
	known, open := map[string]int{}, map[string]bool{}
	put := func(i, stamp int, v float64) {
		out[i].Samples = append(out[i].Samples, storetest.Sample{At: seconds(stamp), Value: v})
	}
	end := func(stamp int, now map[string]bool) {
		for key := range open {
			if !now[key] && !w.silent {
				put(known[key], stamp, store.Stale())
			}
		}
	}
	last := 0
	w.instants(func(stamp, real int) {
		if last != 0 && stamp > last+w.step {
			end(last+w.step, nil)
			open = map[string]bool{}
		}
		now := map[string]bool{}
		for _, x := range expose(real) {
			key := x.name + "\x00" + strings.Join(x.labels, "\x00")
			if _, ok := known[key]; !ok {
				known[key] = len(out)
				out = append(out, storetest.Series{Name: x.name, Labels: x.labels})
			}
			put(known[key], stamp, x.value)
			now[key] = true
		}
		end(stamp, now)
		open, last = now, stamp
	})
	if w.to < after && last != 0 {
		end(last+w.step, nil)
	}
	return out
}

// series is everything that a store holds of the fleet.
func (f *anyFleet) series() []storetest.Series {
	var out []storetest.Series
	for _, s := range f.clusters {
		out = append(out, s.series(f)...)
	}
	return out
}

func (s *region) series(f *anyFleet) []storetest.Series {
	var out []storetest.Series
	put := func(w watch, expose func(int) []onPage) {
		for _, one := range s.readers(w) {
			for _, x := range one.reads(expose) {
				if s.twins {
					x.Labels = append(x.Labels, "prometheus_replica", map[bool]string{true: "a", false: "b"}[one == w])
				}
				out = append(out, x)
			}
		}
	}
	for _, m := range s.nodes {
		put(m.watch, func(second int) []onPage { return m.page(s.name, second) })
		put(m.paid, func(second int) []onPage {
			return []onPage{{"node_gpu_hourly_cost", []string{"cluster", s.name, "job", "opencost", "instance", "opencost", "node", m.name}, m.price.at(second)}}
		})
	}
	for _, w := range s.pods {
		put(w.watch, func(second int) []onPage { return w.page(s.name, second) })
	}
	if s.hasK8s {
		put(s.kube, s.pages)
	}
	return out
}

// readers are the servers that read a target. Of two, the second does so a little later, and is down for some minutes.
func (s *region) readers(w watch) []watch {
	if !s.twins {
		return []watch{w}
	}
	b := w
	b.phase = (w.phase + 1 + w.step/3) % w.step
	b.outage = [2]int{400, 400 + 5*w.step}
	return []watch{w, b}
}

func (s *region) pages(second int) []onPage {
	out := []onPage{{"kube_pod_info", []string{"cluster", s.name, "job", "ksm", "instance", "ksm", "namespace", "kube-system", "pod", "dns", "node", "n0", "uid", "uid-dns"}, 1}}
	for _, w := range s.pods {
		if w.alive(second) {
			out = append(out, onPage{"kube_pod_info", []string{"cluster", s.name, "job", "ksm", "instance", "ksm", "namespace", "llm", "pod", w.name,
				"node", fmt.Sprintf("n%d", w.node), "uid", "uid-" + w.name}, 1})
		}
	}
	return out
}

// page is what a node's exporter shows: every line of a card once for each of its slices, and once for each pod that
// holds it.
func (m *machine) page(cluster string, second int) []onPage {
	var out []onPage
	for _, g := range m.cards {
		for _, d := range g.slots(second) {
			named := d.named(second)
			if len(named) == 0 {
				named = []*worker{nil}
			}
			for i, w := range named {
				labels := m.labels(cluster, g, d, w)
				if len(named) > 1 {
					labels = append(labels, "vgpu", fmt.Sprint(i))
				}
				out = append(out, m.lines(g, d, labels, second)...)
			}
		}
	}
	return out
}

func (m *machine) labels(cluster string, g *gpu, d *slot, w *worker) []string {
	held := ""
	if w != nil {
		held = "llm/" + w.name
	}
	c := card{cluster: cluster, node: m.name, uuid: g.uuid, index: g.index, naming: m.naming, era49: m.era49, held: []tenure{{always, held}}}
	out := c.labelsAt(0)
	if d.mig != "" {
		out = append(out, "GPU_I_ID", d.mig, "GPU_I_PROFILE", d.profile)
	}
	return out
}

func (m *machine) lines(g *gpu, d *slot, labels []string, second int) []onPage {
	watts, joules := g.watts.at(second), g.watts.sum(before-1000, second)
	tensor := d.tensor.at(second)
	if m.era49 {
		return []onPage{{"DCGM_FI_PROF_TENSOR_UTIL_RATIO", labels, tensor}, {"DCGM_FI_DEV_FB_USED_BYTES", labels, d.memory * 1048576},
			{"DCGM_FI_DEV_BOARD_POWER_WATTS", labels, watts}, {"DCGM_FI_DEV_GPU_ENERGY_JOULES_TOTAL", labels, joules}}
	}
	return []onPage{{"DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", labels, tensor}, {"DCGM_FI_DEV_FB_USED", labels, d.memory},
		{"DCGM_FI_DEV_POWER_USAGE", labels, watts}, {"DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", labels, joules * 1000}}
}

// slots are the devices that a card is divided into.
func (g *gpu) slots(second int) []*slot {
	if second < g.from || second > g.to {
		return nil
	}
	var out []*slot
	for _, l := range g.layouts {
		if l.from <= second {
			out = l.slices
		}
	}
	return out
}

// named are the pods that an exporter names on a device: those that hold it, and for a while those that did until they
// ended.
func (d *slot) named(second int) []*worker {
	var out []*worker
	for _, h := range d.held {
		if h.from > second {
			break
		}
		out = h.pods
	}
	var there []*worker
	for _, w := range out {
		if second >= w.from && second <= w.to+w.outlives {
			there = append(there, w)
		}
	}
	return there
}

// count is what a rank's counter stands at.
func (w *worker) count(rank, second int) float64 {
	since := before - 1000
	for _, r := range w.resets {
		if r <= second {
			since = r
		}
	}
	return w.ranks[rank].sum(max(since, w.from), second)
}

// page is what an engine shows, old names, new names or both.
func (w *worker) page(cluster string, second int) []onPage {
	if !w.alive(second) {
		return nil
	}
	var out []onPage
	for rank := range w.ranks {
		for tp := range w.tp {
			labels := []string{"cluster", cluster, "job", "llm", "instance", w.name + ":8000", "namespace", "llm", "pod", w.name, "model_name", w.model}
			out = append(out, w.lines(labels, rank, tp, second)...)
		}
	}
	return out
}

func (w *worker) lines(labels []string, rank, tp, second int) []onPage {
	n, usage := w.count(rank, second), w.usage.at(second)
	running := float64(rank + 1)
	if w.sglang {
		labels = append(labels, "dp_rank", fmt.Sprint(rank), "tp_rank", fmt.Sprint(tp))
		return append([]onPage{{"sglang:generation_tokens_total", labels, n}, {"sglang:num_running_reqs", labels, running},
			{"sglang:token_usage", labels, usage}}, histogramOf("sglang:inter_token_latency_seconds", labels, n, rank)...)
	}
	labels = append(labels, "engine", fmt.Sprint(rank))
	out := []onPage{{"vllm:generation_tokens_total", labels, n}, {"vllm:num_requests_running", labels, running}, {"vllm:num_requests_waiting", labels, 0}}
	if second < w.renamed+w.overlap {
		out = append(append(out, onPage{"vllm:gpu_cache_usage_perc", labels, usage}), histogramOf("vllm:time_per_output_token_seconds", labels, n, rank)...)
	}
	if second >= w.renamed {
		out = append(append(out, onPage{"vllm:kv_cache_usage_perc", labels, usage}), histogramOf("vllm:inter_token_latency_seconds", labels, n, rank)...)
	}
	return out
}

// tokenTime is how long a token of a rank takes.
func tokenTime(rank int) float64 { return 0.01 * float64(rank+1) }

func histogramOf(name string, labels []string, n float64, rank int) []onPage {
	with := func(le string) []string { return append(labels[:len(labels):len(labels)], "le", le) }
	return []onPage{{name + "_sum", labels, n * tokenTime(rank)}, {name + "_count", labels, n},
		{name + "_bucket", with("0.05"), n}, {name + "_bucket", with("+Inf"), n}}
}

package acceptance_test

import (
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// lone is a card whose exporter names no pod, and the replica that runs on its node.
func lone(t *testing.T, parts ...[]storetest.Series) *world {
	return newWorld(t, append([][]storetest.Series{
		card{uuid: "GPU-a", naming: unnamed, tensor: constant(0.5)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)),
	}, parts...)...)
}

// relabel writes labels over those of a fixture's series.
func relabel(series []storetest.Series, pairs ...string) []storetest.Series {
	for i := range series {
		series[i].Labels = overwrite(series[i].Labels, pairs)
	}
	return series
}

// named are the series of these metrics.
func named(series []storetest.Series, names ...string) []storetest.Series {
	var out []storetest.Series
	for _, s := range series {
		for _, name := range names {
			if s.Name == name {
				out = append(out, s)
			}
		}
	}
	return out
}

// What the exporter's own labels say needs no kube-state-metrics, and is exact; what only it could say is left open, with
// a reason.
func TestCase10_WithoutKubeStateMetrics(t *testing.T) {
	t.Run("labels_speak", func(t *testing.T) {
		w := newWorld(t, card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
			engine{pod: "chat/llama-0", tokens: growing(10)}.series())
		r := w.ask(table("replica", tokens, tensor)).one("pod", "llama-0")
		a := w.ask(intervals())
		a.near("gpus", r["gpus"], 1, 0)
		a.is("confidence", a.one("gpu_uuid", "GPU-a")["confidence"], "exact")
	})
	for name, gpu := range map[string]card{"no_labels": blankCard("GPU-a"), "only_a_uid": blankCard("GPU-a", "pod_uid", uidOf+"llama-0")} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, gpu.series(), engine{pod: "chat/llama-0", tokens: growing(10)}.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
			a := w.ask(table("replica", tokens, tensor, cost))
			r := a.one("pod", "llama-0")
			a.near("tokens keep their row", r["tokens"], 12000, 0)
			a.near("gpus", r["gpus"], 0, 0)
			a.null("tensor", r["tensor"])
			a.near("cost of nobody", a.one("row_kind", "unmatched")["cost"], 12, 1e-9)
			a.unmatched("GPU-a", "")
			a.unmatched("llama-0", "")
			for _, u := range a.cover.Unmatched {
				if u.Why == "" {
					t.Errorf("%s is unmatched without a reason", u.Key)
				}
			}
			if len(a.cover.Methods) != 0 || a.cover.Devices.Matched != 0 {
				t.Errorf("methods %v, devices %+v", a.cover.Methods, a.cover.Devices)
			}
		})
	}
}

// kube-state-metrics comes at 600 and is away from 800 to 1000: what it said holds until it speaks again (§3.2), but nothing
// is known of the time before one step ahead of its first sample (§2); the lower confidence is said.
func TestCase10_KubeStateMetricsLate(t *testing.T) {
	late := scrape{from: 600, outage: [2]int{800, 1000}}
	w := lone(t, kube{scrape: late, pod: "chat/llama-0", gpus: 1}.series())
	a := w.ask(table("replica", tokens, tensor, cost))
	r := a.one("pod", "llama-0")
	a.is("method", r["match_method"], "exclusive-node")
	a.near("gpus", r["gpus"], 630.0/1200, 0)
	a.near("cost", r["cost"], 6.3, 1e-6)
	a.near("cost of nobody", a.one("row_kind", "unmatched")["cost"], 5.7, 1e-6)
	a.near("tokens", r["tokens"], 12000, 0)
	list := w.ask(intervals())
	if got := len(list.rows()); got != 1 {
		t.Fatalf("%d intervals in\n%s", got, list)
	}
	list.is("confidence", list.rows()[0]["confidence"], "inferred")

	gone := lone(t, kube{scrape: scrape{to: 600}, pod: "chat/llama-0", gpus: 1}.series()).ask(table("replica", tensor))
	gone.near("gpus until it went for good", gone.one("pod", "llama-0")["gpus"], 630.0/1200, 0)
}

// The pod list comes late or goes away: that is no evidence against what the exporter says of a pod, whether it serves or not.
func TestCase10_SilenceOfThePodListEndsNoTenure(t *testing.T) {
	for name, s := range map[string]scrape{"late": {from: 600}, "away": {outage: [2]int{300, 800}}, "gone": {to: 600}, "away_silently": {outage: [2]int{300, 800}, silent: true}} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t,
				card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
				card{uuid: "GPU-b", index: 1, held: []tenure{{always, "batch/train-0"}}, tensor: constant(0.9)}.series(),
				engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
				kube{scrape: s, pod: "chat/llama-0", gpus: 1}.series(), kube{scrape: s, pod: "batch/train-0", gpus: 1}.series(),
				kube{scrape: s, pod: "kube-system/coredns-0"}.series())
			a := w.ask(table("device", tensor))
			a.near("gpus of the replica", a.one("gpu_uuid", "GPU-a")["gpus"], 1, 0)
			a.near("gpus of the training pod", a.one("gpu_uuid", "GPU-b")["gpus"], 1, 0)
		})
	}
}

// Two copies of kube-state-metrics, each whole, or each with half of the objects, or one after the other: every pod and
// every request is there once.
func TestCase10_KubeStateMetricsDoubled(t *testing.T) {
	of := func(instance string, s scrape) []storetest.Series {
		return relabel(kube{scrape: s, pod: "chat/llama-0", gpus: 1}.series(), "instance", instance)
	}
	other := func(instance string) []storetest.Series {
		return relabel(kube{pod: "chat/other-0", node: "n2", gpus: 1}.series(), "instance", instance)
	}
	for name, parts := range map[string][][]storetest.Series{
		"two_copies":          {of("ksm-a:8080", scrape{}), of("ksm-b:8080", scrape{phase: 11})},
		"two_jobs":            {of("ksm-a:8080", scrape{}), relabel(of("ksm-b:8080", scrape{}), "job", "kubernetes-service-endpoints", "service", "ksm", "helm_release", "x")},
		"two_shards":          {of("ksm-0:8080", scrape{}), other("ksm-1:8080")},
		"pods_and_their_asks": {named(of("ksm-0:8080", scrape{}), "kube_pod_info"), named(of("ksm-1:8080", scrape{}), "kube_pod_container_resource_requests")},
		"resharded":           {of("ksm-0:8080", scrape{to: 630}), of("ksm-1:8080", scrape{from: 600})},
		"resharded_silently":  {of("ksm-0:8080", scrape{to: 630, silent: true}), of("ksm-1:8080", scrape{from: 600, silent: true})},
		"exported_labels_too": {of("ksm-0:8080", scrape{}), relabel(of("ksm-1:8080", scrape{}), "namespace", "monitoring", "pod", "ksm-1", "exported_namespace", "chat", "exported_pod", "llama-0")},
	} {
		t.Run(name, func(t *testing.T) {
			a := lone(t, parts...).ask(table("replica", tokens, tensor, cost))
			r := a.one("pod", "llama-0")
			a.is("method", r["match_method"], "exclusive-node")
			a.near("gpus", r["gpus"], 1, 0)
			a.near("tensor", r["tensor"], 0.5, 1e-9)
			a.near("cost", r["cost"], 12, 1e-9)
			a.near("tokens", r["tokens"], 12000, 0)
			a.values(1)
		})
	}
}

// One cluster's pod list says nothing of another's, though every name is the same; nor do two lists in one store double.
func TestCase10_TwoClusters(t *testing.T) {
	both := func(ksm ...[]storetest.Series) *world {
		return newWorld(t, append([][]storetest.Series{
			blankCard("GPU-a").series(), blankCard("GPU-a", "cluster", "us").series(),
			engine{pod: "chat/llama-0", tokens: growing(10)}.series(), engine{cluster: "us", pod: "chat/llama-0", tokens: growing(3)}.series(),
		}, ksm...)...)
	}
	a := both(kube{pod: "chat/llama-0", gpus: 1}.series()).ask(table("replica", tokens, tensor))
	a.near("gpus in eu", a.one("cluster", "eu")["gpus"], 1, 0)
	a.near("gpus in us", a.one("cluster", "us")["gpus"], 0, 0)
	a.near("tokens in us", a.one("cluster", "us")["tokens"], 3600, 0)
	a.unmatched("us", "")
	a = both(kube{pod: "chat/llama-0", gpus: 1}.series(), kube{cluster: "us", pod: "chat/llama-0", gpus: 1}.series()).ask(table("replica", tokens, tensor))
	for _, c := range []string{"eu", "us"} {
		a.near("gpus in "+c, a.one("cluster", c)["gpus"], 1, 0)
		a.is("method in "+c, a.one("cluster", c)["match_method"], "exclusive-node")
	}
}

// Many sites keep only some of kube-state-metrics' names. Requests know their node; without them nothing says that a pod
// holds the card.
func TestCase10_HalfOfItsNames(t *testing.T) {
	all := func() []storetest.Series { return kube{pod: "chat/llama-0", gpus: 1}.series() }
	a := lone(t, named(all(), "kube_pod_container_resource_requests")).ask(table("replica", tensor))
	a.near("gpus by requests alone", a.one("pod", "llama-0")["gpus"], 1, 0)
	a = lone(t, named(all(), "kube_pod_info")).ask(table("replica", tokens, tensor))
	a.near("gpus without requests", a.one("pod", "llama-0")["gpus"], 0, 0)
	a.unmatched("GPU-a", "")
}

// Down the chain within one range: the exporter names the pod until it is upgraded at 600, then only the node says so. A
// card counts under what held it longest, and each interval says its own.
func TestCase10_DownTheChain(t *testing.T) {
	w := newWorld(t,
		card{scrape: scrape{to: 720}, uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		card{scrape: scrape{from: 750}, uuid: "GPU-a", naming: unnamed, tensor: constant(0.5)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
		kube{scrape: scrape{from: 400}, pod: "chat/llama-0", gpus: 1}.series())
	a := w.ask(table("replica", tokens, tensor))
	a.near("gpus", a.one("pod", "llama-0")["gpus"], 1, 1e-9)
	if len(a.cover.Methods) != 1 || a.cover.Methods["gpu-labels"] != 1 {
		t.Errorf("methods %v", a.cover.Methods)
	}
	list := w.ask(intervals())
	list.within(list.one("method", "gpu-labels"), 0, 750)
	list.within(list.one("method", "exclusive-node"), 750, 1200)
	list.is("confidence", list.one("method", "exclusive-node")["confidence"], "inferred")
}

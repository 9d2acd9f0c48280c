package acceptance_test

import (
	"fmt"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// claimLabels are what dcgm-exporter adds to a card that a resource claim gave away.
func claimLabels(claim, device string) []string {
	return []string{"dra_claim_name", claim, "dra_claim_namespace", "chat", "dra_driver_name", "gpu.nvidia.com", "dra_pool_name", "n1", "dra_device_name", device}
}

// podClaim is kube_pod_resourceclaim_info.
func podClaim(pod, claim string) []storetest.Series {
	return exporter(scrape{}, []string{"cluster", "eu", "job", "kube-state-metrics", "instance", "ksm:8080", "namespace", "chat", "pod", pod,
		"uid", uidOf + pod, "claim_name", "gpu", "resourceclaim_name", claim, "resourceclaim_template_name", "gpu"},
		map[string]fn{"kube_pod_resourceclaim_info": constant(1)})
}

// claimDevice is a device that was allocated to a claim.
func claimDevice(claim, driver, device string) []storetest.Series {
	return exporter(scrape{}, []string{"cluster", "eu", "job", "kube-state-metrics", "instance", "ksm:8080", "namespace", "chat",
		"resourceclaim", claim, "request", "r", "driver", driver, "pool", "n1", "device", device},
		map[string]fn{"kube_resourceclaim_allocation_device_info": constant(1)})
}

// The exporter names pod and claim; a claim that two pods share is a card that they share.
func TestDRA_LabelsOnTheCard(t *testing.T) {
	one := card{uuid: "GPU-a", held: []tenure{{always, "chat/a"}}, tensor: constant(0.5), more: wholeCard(300), labels: claimLabels("a-gpu-x", "gpu-0")}
	parts := [][]storetest.Series{one.series(), engine{pod: "chat/a", tokens: growing(10)}.series()}
	for _, pod := range []string{"chat/b", "chat/c"} {
		both := card{uuid: "GPU-s", index: 1, held: []tenure{{always, pod}}, tensor: constant(0.8), more: wholeCard(400), labels: claimLabels("shared", "gpu-1")}
		parts = append(parts, both.series(), engine{pod: pod, tokens: growing(1)}.series())
	}
	a := newWorld(t, parts...).ask(table("replica", tokens, tensor, power))
	a.values(3)
	for pod, want := range map[string][3]float64{"a": {0.5, 300, 1}, "b": {0.8, 200, 0.5}, "c": {0.8, 200, 0.5}} {
		r := a.one("pod", pod)
		a.near("tensor of "+pod, r["tensor"], want[0], 1e-9)
		a.near("power of "+pod, r["power"], want[1], 1e-9)
		a.near("gpus of "+pod, r["gpus"], want[2], 1e-9)
		a.is("method of "+pod, r["match_method"], "gpu-labels")
	}
	a.near("devices", float64(a.cover.Devices.Total), 2, 0)
}

// The pod's labels were dropped on the way; the claim's name leads to it.
func TestDRA_ClaimNamesThePod(t *testing.T) {
	w := newWorld(t,
		blankCard("GPU-a", claimLabels("a-gpu-x", "gpu-0")...).series(),
		blankCard("GPU-s", claimLabels("shared", "gpu-1")...).series(),
		blankCard("GPU-u", claimLabels("unknown", "gpu-2")...).series(),
		engine{pod: "chat/a", tokens: growing(10)}.series(), engine{pod: "chat/b", tokens: growing(1)}.series(), engine{pod: "chat/c", tokens: growing(1)}.series(),
		podClaim("a", "a-gpu-x"), podClaim("b", "shared"), podClaim("c", "shared"))
	a := w.ask(table("device", tokens, tensor))
	a.is("owner", a.one("gpu_uuid", "GPU-a")["pod"], "a")
	a.is("method", a.one("gpu_uuid", "GPU-a")["match_method"], "pod-uid")
	a.near("a shared claim", a.one("gpu_uuid", "GPU-s", "pod", "b")["gpus"], 0.5, 1e-9)
	a.near("for both", a.one("gpu_uuid", "GPU-s", "pod", "c")["gpus"], 0.5, 1e-9)
	a.is("a claim that nobody refers to", a.one("gpu_uuid", "GPU-u")["row_kind"], "unmatched")
}

// Nothing on the cards tells: claims stand in for the request that kube_pod_container_resource_requests lacks.
func TestDRA_ClaimsAreRequests(t *testing.T) {
	for name, c := range map[string]struct {
		devices int
		want    string
	}{"as many as are there": {2, "exclusive-node"}, "another number": {1, ""}, "not known": {0, ""}} {
		t.Run(name, func(t *testing.T) {
			parts := [][]storetest.Series{
				card{uuid: "GPU-a", naming: unnamed, tensor: constant(0.5)}.series(), card{uuid: "GPU-b", index: 1, naming: unnamed, tensor: constant(0.7)}.series(),
				engine{pod: "chat/a", tokens: growing(10)}.series(), kube{pod: "chat/a"}.series(), podClaim("a", "a-gpu-x"),
				claimDevice("a-net", "dra.net", "eth1")}
			for i := range c.devices {
				parts = append(parts, claimDevice("a-gpu-x", "gpu.nvidia.com", fmt.Sprint("gpu-", i)))
			}
			a := newWorld(t, parts...).ask(table("device", tokens, tensor))
			got := len(a.where("pod", "a", "match_method", "exclusive-node"))
			if c.want == "" && got != 0 || c.want != "" && got != 2 {
				t.Errorf("%d cards by exclusive-node, in\n%s", got, a)
			}
		})
	}
}

// MIG by claims: the card's own line stands once for each slice that was given away. Readings of the card are split by
// the slices' parts; what the line says of the whole card's cores is nobody's slice's.
func TestDRA_MIG(t *testing.T) {
	parts := [][]storetest.Series{}
	for pod, profile := range map[string]string{"a": "3g.40gb", "b": "1g.10gb"} {
		labels := append(claimLabels(pod+"-mig", "gpu-0-mig-"+pod), "dra_mig_profile", profile, "dra_mig_device_uuid", "MIG-"+pod)
		parts = append(parts, card{uuid: "GPU-m", held: []tenure{{always, "chat/" + pod}}, tensor: constant(0.5), more: wholeCard(700), labels: labels}.series(),
			engine{pod: "chat/" + pod, tokens: growing(1)}.series())
	}
	w := newWorld(t, parts...)
	a := w.ask(table("replica", tokens, power, temperature))
	a.near("three slices", a.one("pod", "a")["power"], 300, 1e-6)
	a.near("one slice", a.one("pod", "b")["power"], 100, 1e-6)
	a.near("gpus", a.one("pod", "a")["gpus"], 3.0/7, 1e-9)
	a.near("intensive ones repeat", a.one("pod", "b")["temperature"], 60, 0)
	a.near("the rest of the card is there", w.ask(table("cluster", power)).sum("power"), 700, 1e-6)
	b := w.ask(table("replica", tensor))
	if len(b.cover.Empty) != 1 || b.cover.Empty[0].Reason != "not-on-mig" {
		t.Errorf("empty: %+v", b.cover.Empty)
	}
}

// The exporter also shows the slices by their ids, without pods: a claim's slice is the only one of its profile.
func TestDRA_MIGBesideSlices(t *testing.T) {
	labels := append(claimLabels("a-mig", "gpu-0-mig"), "dra_mig_profile", "3g.40gb", "dra_mig_device_uuid", "MIG-a")
	w := newWorld(t,
		card{uuid: "GPU-m", held: []tenure{{always, "chat/a"}}, more: wholeCard(700), labels: labels}.series(),
		slice("1", "3g.40gb", card{uuid: "GPU-m", naming: unnamed, tensor: constant(0.6)}).series(),
		slice("2", "4g.40gb", card{uuid: "GPU-m", naming: unnamed, tensor: constant(0.1)}).series(),
		engine{pod: "chat/a", tokens: growing(1)}.series())
	a := w.ask(table("replica", tokens, tensor, power))
	a.near("its slice's activity", a.one("pod", "a")["tensor"], 0.6, 1e-9)
	a.near("its slice's power", a.one("pod", "a")["power"], 300, 1e-6)
	a.near("gpus", a.one("pod", "a")["gpus"], 3.0/7, 1e-9)
	a.near("slices, each once", float64(a.cover.Devices.Total), 2, 0)
}

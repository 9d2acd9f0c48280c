package acceptance_test

import (
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

var (
	ibReceived = operand{As: "ib", Signal: "ib_rx", Stat: "total"}
	ibRate     = operand{As: "ib", Signal: "ib_rx"}
	busbw      = operand{As: "busbw", Signal: "nccl_busbw"}
)

func twoNodes() [][]storetest.Series {
	return [][]storetest.Series{
		port("eu", "n1", "mlx5_0", 100), port("eu", "n1", "mlx5_1", 200), port("eu", "n2", "mlx5_0", 50), port("us", "n1", "mlx5_0", 7),
		card{uuid: "GPU-a", held: []tenure{{always, "chat/a"}}, tensor: constant(0.5)}.series(),
		card{uuid: "GPU-b", index: 1, held: []tenure{{always, "chat/b"}}, tensor: constant(0.7)}.series(),
		engine{pod: "chat/a", tokens: growing(10)}.series(), engine{pod: "chat/b", tokens: growing(10)}.series()}
}

// Ports are a node's: they add up to node and cluster, beside what its GPUs do, also on nodes without a GPU.
func TestFabric_InfiniBandAtNodeGrain(t *testing.T) {
	w := newWorld(t, twoNodes()...)
	a := w.ask(table("node", ibReceived, tensor))
	for _, want := range []struct {
		cluster, node string
		bytes         float64
	}{{"eu", "n1", 360000}, {"eu", "n2", 60000}, {"us", "n1", 8400}} {
		a.near("bytes", a.one("cluster", want.cluster, "node", want.node)["ib"], want.bytes, 1e-6)
	}
	a.near("beside the GPUs", a.one("cluster", "eu", "node", "n1")["tensor"], 0.6, 1e-9)
	a = w.ask(table("cluster", ibReceived))
	a.near("cluster", a.one("cluster", "eu")["ib"], 420000, 1e-6)
	for _, v := range w.ask(graph("node", ibRate).every(seconds(60))).line("ib", "cluster", "eu", "node", "n1") {
		a.near("a second", v, 300, 1e-6)
	}
	total := w.ask(query{QueryType: "signal", Operands: []operand{ibReceived}, Format: "table"})
	total.near("of everything", total.sum("ib"), 428400, 1e-6)
	if c := a.cover.Sources; len(c) == 0 || c[len(c)-1].Family != "fabric" {
		t.Errorf("sources: %+v", c)
	}
}

// Telescoping: a range in two parts gives the whole's total.
func TestFabric_TotalsTelescope(t *testing.T) {
	w := newWorld(t, twoNodes()...)
	sum := 0.0
	for _, part := range [][2]int{{0, 450}, {450, 1200}} {
		sum += w.ask(table("cluster", ibReceived).between(part[0], part[1])).sum("ib", "cluster", "eu")
	}
	a := w.ask(table("cluster", ibReceived))
	a.near("whole", a.sum("ib", "cluster", "eu"), sum, 1e-6)
}

// A node's traffic has no part that is a pod's or a card's: neither repeated nor shared out, but refused with the reason.
func TestFabric_FinerThanANodeIsRefused(t *testing.T) {
	w := newWorld(t, twoNodes()...)
	for _, grain := range []string{"device", "replica", "model", "tenant"} {
		resp := w.try(table(grain, tokens, ibReceived))
		if resp.Error == nil || !strings.Contains(resp.Error.Error(), "ib_rx is known by cluster and node") || !strings.Contains(resp.Error.Error(), "node, cluster") {
			t.Errorf("%s: %v", grain, resp.Error)
		}
	}
	a := w.ask(table("node", ibReceived).where("pod", "=", "a"))
	if len(a.cover.Empty) != 1 {
		t.Errorf("a filter on pods keeps a node's traffic: %s", a)
	}
}

// NCCL Inspector's values are means of samples at a node; at a card they are there only where a binding tells which one.
func TestFabric_NCCLMeetsACardByABinding(t *testing.T) {
	sample := func(gpu string, gbs float64) []storetest.Series {
		return exporter(scrape{}, []string{"cluster", "eu", "job", "node", "instance", "n1:9100", "node", "n1", "gpu", gpu, "comm_name", "tp", "collective", "AllReduce",
			"version", "v5", "nranks", "2"}, map[string]fn{"nccl_bus_bandwidth_gbs": constant(gbs)})
	}
	parts := append(twoNodes(), sample("GPU0", 300), sample("GPU1", 100))
	a := newWorld(t, parts...).ask(table("node", busbw))
	a.near("mean at the node", a.one("cluster", "eu", "node", "n1")["busbw"], 200e9, 1)
	none := newWorld(t, parts...).ask(table("device", busbw, tensor))
	if len(none.cover.Empty) != 1 {
		t.Errorf("an index alone is no card: %s", none)
	}
	// CUDA's order is not DCGM's: the binding turns it round.
	for index, uuid := range map[string]string{"0": "GPU-b", "1": "GPU-a"} {
		parts = append(parts, exporter(scrape{}, []string{"cluster", "eu", "job", "node", "instance", "n1:9100", "node", "n1", "gpu_index", index, "gpu_uuid", uuid},
			map[string]fn{"tokenpath_binding_info": constant(1)}))
	}
	bound := newWorld(t, parts...).ask(table("replica", tokens, busbw))
	bound.near("a", bound.one("pod", "a")["busbw"], 100e9, 1)
	bound.near("b", bound.one("pod", "b")["busbw"], 300e9, 1)
	if said := noticesOf(bound); strings.Contains(said, "different pods") {
		t.Errorf("the scrape that says what an index means was taken for an engine: %q", said)
	}
}

// NVSwitches come from the same exporter as the cards, and are the node's.
func TestFabric_NVSwitch(t *testing.T) {
	parts := twoNodes()
	for _, s := range []string{"nvswitch0", "nvswitch1"} {
		parts = append(parts, exporter(scrape{}, []string{"cluster", "eu", "job", "dcgm", "instance", "10.0.n1:9400", "hostname", "n1", "nvswitch", s},
			map[string]fn{"DCGM_FI_DEV_NVSWITCH_THROUGHPUT_TX": growing(1000)}))
	}
	w := newWorld(t, parts...)
	op := operand{As: "switch", Signal: "nvswitch_tx"}
	a := w.ask(table("node", op))
	a.near("both switches", a.one("cluster", "eu", "node", "n1")["switch"], 2000, 1)
	for _, v := range w.ask(graph("cluster", op).every(seconds(60))).line("switch", "cluster", "eu") {
		a.near("over time", v, 2000, 1)
	}
}

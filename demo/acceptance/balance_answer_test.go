package acceptance_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// pricedCrew is a group with a straggler from 600 on, in one cluster.
func pricedCrew(cluster string, perHour fn) []storetest.Series {
	var out []storetest.Series
	for i, f := range []fn{until(600, 0.3, 0.6), constant(0.3)} {
		c := crew{tensor: f}.card("a", i, "chat/big")
		c.cluster = cluster
		out = append(out, c.series()...)
	}
	out = append(out, engine{cluster: cluster, pod: "chat/big"}.series()...)
	return append(out, price(cluster, "n1", scrape{}, perHour)...)
}

// Two clusters with the same names are two groups; their currencies are never added.
func TestBalance_TwoClustersTwoCurrencies(t *testing.T) {
	w := newWorld(t, pricedCrew("eu", constant(aCentASecond)), pricedCrew("us", constant(2*aCentASecond)))
	w.settings = `{"currencies":[{"cluster":"eu","currency":"EUR"},{"cluster":"us","currency":"USD"}]}`
	a := w.ask(groups())
	a.values(2)
	a.near("eu", a.one("cluster", "eu")["lost_money"], 3, 1e-6)
	a.is("its currency", a.one("cluster", "eu")["currency"], "EUR")
	a.near("us", a.one("cluster", "us")["lost_money"], 6, 1e-6)
	a.is("its currency", a.one("cluster", "us")["currency"], "USD")
	both := w.ask(groups("group"))
	r := both.one("group", "big")
	both.null("no sum of two currencies", r["lost_money"])
	both.near("time has none", r["lost_gpu_seconds"], 600, 1e-6)
	eu := w.ask(groups().where("cluster", "=", "eu"))
	eu.values(1)
	for _, f := range eu.frame.Fields {
		if f.Name == "lost_money" && f.Config.Unit != "currencyEUR" {
			t.Errorf("unit %q", f.Config.Unit)
		}
	}
	for _, g := range a.groups() {
		if want := map[string]string{"eu": "EUR", "us": "USD"}[g.Key["cluster"]]; g.Currency != want {
			t.Errorf("%+v", g)
		}
	}
}

// Money follows the price at its time: from 900 on a second costs twice as much.
func TestBalance_PriceChange(t *testing.T) {
	w := newWorld(t, pricedCrew("eu", until(899, aCentASecond, 2*aCentASecond)))
	a := w.ask(groups())
	a.near("half of 300 s at one price and of 300 s at the other", a.one("group", "big")["lost_money"], 1.5+3, 1e-6)
}

// What a range lost is what its parts lost, in tables and in graphs, whatever the step.
func TestBalance_LossesAddUp(t *testing.T) {
	w := newWorld(t, pricedCrew("eu", until(899, aCentASecond, 2*aCentASecond)))
	whole := w.ask(groups()).one("group", "big")
	for _, cut := range []int{300, 617, 900} {
		seconds, money := 0.0, 0.0
		for _, part := range [][2]int{{0, cut}, {cut, 1200}} {
			r := w.ask(groups().between(part[0], part[1])).one("group", "big")
			seconds, money = seconds+r["lost_gpu_seconds"].(float64), money+r["lost_money"].(float64)
		}
		if math.Abs(seconds-whole["lost_gpu_seconds"].(float64)) > 1e-6 || math.Abs(money-whole["lost_money"].(float64)) > 1e-6 {
			t.Errorf("cut at %d: %g s and %g, want %v", cut, seconds, money, whole)
		}
	}
	for _, step := range []int{30, 40, 60, 300} {
		g := groups().fields("lost_gpu_seconds", "straggler")
		g.Format = "timeseries"
		a := w.ask(g.every(seconds(step)))
		sum := 0.0
		for _, v := range a.line("lost_gpu_seconds", "group", "big", "cluster", "eu") {
			sum += v
		}
		a.near(fmt.Sprintf("Σ of steps of %d s", step), sum, whole["lost_gpu_seconds"].(float64), 1e-6)
		for at, v := range a.line("straggler", "group", "big") {
			if want := map[bool]float64{true: 1}[at > 600]; v != want {
				t.Errorf("step %d: straggler %g at %d", step, v, at)
			}
		}
	}
}

// A row of single GPUs tells of each; top keeps the largest and adds up the rest.
func TestBalance_RowsOfAnyKey(t *testing.T) {
	w := newWorld(t, rig("a", "chat/big", hot(0.6), pulling(0.4), pulling(0.2)), engine{pod: "chat/big"}.series())
	a := w.ask(groups("gpu_uuid", "gpu_index", "node", "mig_id", "engine_rank", "gpu_model"))
	a.values(3)
	a.near("busiest", a.one("gpu_uuid", "GPU-a0")["straggler"], 1, 0)
	a.null("a GPU alone has no spread", a.one("gpu_uuid", "GPU-a0")["spread"])
	a.near("lost", a.one("gpu_uuid", "GPU-a2")["lost_gpu_seconds"], 800, 1e-6)
	if resp := w.try(groups("gpu_uuid")); len(resp.Frames) != 1 {
		t.Errorf("%d frames of single GPUs", len(resp.Frames))
	}
	q := groups("gpu_uuid").fields("lost_gpu_seconds", "tensor")
	q.Top = &top{N: 1, By: "lost_gpu_seconds", Other: true}
	a = w.ask(q)
	a.near("largest", a.one("gpu_uuid", "GPU-a2")["lost_gpu_seconds"], 800, 1e-6)
	a.near("rest", a.one("row_kind", "other")["lost_gpu_seconds"], 400, 1e-6)
	a.near("their mean", a.one("row_kind", "other")["tensor"], 0.5, 1e-9)
	filtered := w.ask(groups("group").where("gpu_uuid", "=", "GPU-a1"))
	filtered.near("what is hidden is compared with all the same", filtered.one("group", "big")["lost_gpu_seconds"], 400, 1e-6)
	if n := len(w.ask(groups().where("group", "=", "other")).rows()); n != 0 {
		t.Errorf("%d rows of another group", n)
	}
	w.ask(groups().where("group", "=~", "b.*")).values(1)
	none := w.ask(groups())
	none.near("without a key", w.ask(query{QueryType: "balance", Format: "table", By: []string{}}).rows()[0]["lost_gpu_seconds"], 1200, 1e-6)
}

// Rules need one field; a straggler is 0 or 1 with the labels of its row.
func TestBalance_Alerts(t *testing.T) {
	w := newWorld(t, rig("a", "chat/big", hot(0.6), pulling(0.4)), rig("b", "chat/even", pulling(0.4), pulling(0.4)),
		engine{pod: "chat/big"}.series(), engine{pod: "chat/even"}.series())
	q := groups()
	q.Format, q.headers = "numeric", fromAlert
	wantPluginError(t, w.try(q), "fields", "straggler")
	a := w.ask(q.fields("straggler"))
	if len(a.rows()) != 2 || len(a.frame.Fields) != 4 {
		t.Fatalf("%s", a)
	}
	a.near("big", a.one("group", "big")["straggler"], 1, 0)
	a.near("even", a.one("group", "even")["straggler"], 0, 0)
	q = groups().fields("spread")
	q.headers = fromAlert
	wantPluginError(t, w.try(q), "format", "table")
	wantPluginError(t, w.try(query{QueryType: "correlate", By: []string{"group"}, Operands: []operand{tokens}}), "by[0]", "group")
	wantPluginError(t, w.try(groups().fields("speed")), "fields[0]", "spread")
}

// Without GPU series there is nothing, and the reason; without an engine that says when it works there is no loss.
func TestBalance_EmptySides(t *testing.T) {
	a := newWorld(t, engine{pod: "chat/big", tokens: growing(1)}.series()).ask(groups())
	a.values(0)
	if len(a.cover.Empty) == 0 || a.cover.Empty[0].Operand != "tensor" || a.cover.Empty[0].Reason != "no-series" || len(a.cover.Empty[0].LookedFor) == 0 {
		t.Errorf("%+v", a.cover.Empty)
	}
	if text := fmt.Sprint(a.frame.Meta.Notices); !strings.Contains(text, "tensor is empty") {
		t.Error(text)
	}
	a = newWorld(t, rig("a", "chat/job", pulling(0.6), pulling(0.4))).ask(groups())
	r := a.one("group", "job")
	a.near("spread", r["spread"], 1./3, 1e-9)
	a.null("lost", r["lost_gpu_seconds"])
	a.null("straggler", r["straggler"])
	if g := a.group("job"); g.Kind != "unknown" || !strings.Contains(g.Note, "No engine") {
		t.Errorf("%+v", g)
	}
	idle := crew{}
	a = newWorld(t, rig("a", "chat/big", idle, idle), engine{pod: "chat/big"}.series()).ask(groups())
	a.null("tensor", a.one("group", "big")["tensor"])
	a.near("clock", a.one("group", "big")["clock"], 1755e6, 1)
	if g := a.group("big"); !strings.Contains(g.Note, "tensor pipes") {
		t.Errorf("%+v", g)
	}
	a.null("no price", a.one("group", "big")["lost_money"])
}

// An exporter of another era beside the first, and a pair of Prometheus servers, change nothing.
func TestBalance_ErasAndTwins(t *testing.T) {
	fleet := func(s scrape) []storetest.Series {
		var out []storetest.Series
		for i, v := range []float64{0.6, 0.4, 0.4} {
			c := card{uuid: fmt.Sprintf("GPU-a%d", i), index: i, held: []tenure{{always, "chat/big"}}, tensor: constant(v), scrape: s, era49: i == 2}
			c.more = map[string]fn{"DCGM_FI_DEV_SM_CLOCK": constant(1755)}
			if i == 0 {
				c.more["DCGM_FI_DEV_SM_CLOCK"] = constant(1230)
			}
			if c.era49 {
				c.more = map[string]fn{"DCGM_FI_DEV_SM_CLOCK_HERTZ": constant(1755e6)}
			}
			out = append(out, c.series()...)
		}
		return append(out, engine{pod: "chat/big", scrape: s}.series()...)
	}
	for name, series := range map[string][]storetest.Series{"alone": fleet(scrape{}), "a pair": twinned("prometheus_replica", func(s scrape) []storetest.Series { return fleet(s) })} {
		a := newWorld(t, series).ask(groups())
		r := a.one("group", "big")
		a.near(name+": lost", r["lost_gpu_seconds"], 800, 1e-6)
		a.near(name+": clock", r["clock"], (2*1755e6+1230e6)/3, 1)
		if g := a.group("big"); len(g.Stragglers) != 1 || g.Stragglers[0].Cause != "clock" {
			t.Errorf("%s: %+v", name, g)
		}
	}
}

// NCCL's samples belong to a group where a binding says which GPU an index means.
func TestBalance_NCCL(t *testing.T) {
	sample := func(gpu, collective string, gbs, us float64) []storetest.Series {
		return exporter(scrape{}, []string{"cluster", "eu", "job", "node", "instance", "n1:9100", "node", "n1", "gpu", gpu, "comm_name", "tp", "collective", collective, "version", "v5", "nranks", "2"},
			map[string]fn{"nccl_bus_bandwidth_gbs": constant(gbs), "nccl_collective_exec_time_microseconds": constant(us)})
	}
	parts := [][]storetest.Series{rig("a", "chat/big", pulling(0.4), pulling(0.4)), engine{pod: "chat/big"}.series(),
		sample("GPU0", "AllReduce", 300, 50), sample("GPU1", "AllReduce", 100, 150), sample("GPU1", "AllGather", 40, 20)}
	none := newWorld(t, parts...).ask(groups())
	none.null("an index alone is no card", none.one("group", "big")["nccl_busbw"])
	if text := fmt.Sprint(none.frame.Meta.Notices); !strings.Contains(text, "gpu_index") {
		t.Error(text)
	}
	for index, uuid := range map[string]string{"0": "GPU-a0", "1": "GPU-a1"} {
		parts = append(parts, exporter(scrape{}, []string{"cluster", "eu", "job", "node", "instance", "n1:9100", "node", "n1", "gpu_index", index, "gpu_uuid", uuid},
			map[string]fn{"tokenpath_binding_info": constant(1)}))
	}
	a := newWorld(t, parts...).ask(groups())
	a.near("mean of the GPUs' means", a.one("group", "big")["nccl_busbw"], (300e9+70e9)/2, 1)
	g := a.group("big")
	if len(g.NCCL) != 2 || g.NCCL[1].Collective != "AllReduce" || g.NCCL[1].Samples != 2 || g.NCCL[0].Samples != 1 {
		t.Fatalf("%+v", g.NCCL)
	}
	if math.Abs(*g.NCCL[1].BusbwP50-200e9) > 1 || math.Abs(*g.NCCL[1].TimeP50-100e-6) > 1e-9 {
		t.Errorf("%g, %g", *g.NCCL[1].BusbwP50, *g.NCCL[1].TimeP50)
	}
}

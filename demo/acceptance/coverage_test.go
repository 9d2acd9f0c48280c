package acceptance_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func (a answer) empty(operand string) (reason string, lookedFor []string) {
	for _, e := range a.cover.Empty {
		if e.Operand == operand {
			return e.Reason, e.LookedFor
		}
	}
	return "", nil
}

// Why a side is empty: no such series, none in the range, or none that fits.
func TestWhyASideIsEmpty(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
		// Another replica reported its cache once, long ago.
		engine{scrape: scrape{from: -3600, to: -3000}, pod: "chat/gone-0", more: map[string]fn{"vllm:kv_cache_usage_perc": constant(0.5)}}.series())
	t.Run("no_series", func(t *testing.T) {
		a := w.ask(table("replica", tokens, operand{As: "x", Signal: "gpu_power"}))
		reason, names := a.empty("x")
		a.is("reason", reason, "no-series")
		if !slices.Contains(names, "DCGM_FI_DEV_POWER_USAGE") || !slices.Contains(names, "DCGM_FI_DEV_BOARD_POWER_WATTS") {
			t.Errorf("looked for %v", names)
		}
		a.null("x", a.one("pod", "llama-0")["x"])
		a.near("the other side goes on", a.one("pod", "llama-0")["tokens"], 12000, 0)
	})
	t.Run("no_samples", func(t *testing.T) {
		a := w.ask(table("replica", tokens, usage))
		reason, _ := a.empty("usage")
		a.is("reason", reason, "no-samples")
	})
	t.Run("no_match", func(t *testing.T) {
		a := w.ask(table("replica", tokens, tensor).where("pod", "=", "nobody"))
		for _, o := range []string{"tokens", "tensor"} {
			reason, _ := a.empty(o)
			a.is("reason of "+o, reason, "no-match")
		}
		a.near("rows", float64(len(a.where("row_kind", "value"))), 0, 0)
	})
	t.Run("nothing_at_all", func(t *testing.T) {
		w := newWorld(t, kube{pod: "kube-system/coredns-0"}.series())
		for _, format := range []string{"table", "timeseries", "numeric"} {
			a := w.ask(query{Grain: "replica", Format: format, Operands: []operand{tokens, tensor}})
			reason, _ := a.empty("tokens")
			a.is("reason in a "+format, reason, "no-series")
			if a.cover.Devices.Total != 0 || a.cover.Replicas.Total != 0 || a.frame.Rows() != 0 && format != "timeseries" {
				t.Errorf("%s", a)
			}
		}
	})
}

func TestCoverageCounts(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		card{uuid: "GPU-b", index: 1, held: []tenure{{900, "chat/llama-1"}, {always, ""}}, tensor: constant(0.5)}.series(),
		card{uuid: "GPU-c", index: 2, tensor: constant(0)}.series(),
		card{uuid: "GPU-x", node: "n2", naming: unnamed, tensor: constant(0.5)}.series(),
		card{uuid: "GPU-y", node: "n3", naming: unnamed, tensor: constant(0.5)}.series(),
		card{uuid: "GPU-z", node: "n3", index: 1, naming: unnamed, tensor: constant(0.5)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(), engine{pod: "chat/llama-1", tokens: growing(10)}.series(),
		engine{pod: "chat/single-0", tokens: growing(10)}.series(), engine{pod: "chat/half-0", tokens: growing(10)}.series(),
		kube{pod: "chat/llama-0", gpus: 1}.series(), kube{pod: "chat/llama-1", gpus: 1}.series(),
		kube{pod: "chat/single-0", node: "n2", gpus: 1}.series(), kube{pod: "chat/half-0", node: "n3", gpus: 1}.series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)))
	a := w.ask(table("replica", tokens, tensor, cost))
	c := a.cover
	if c.Devices.Matched != 3 || c.Devices.Total != 6 {
		t.Errorf("devices %+v, want 3 of 6", c.Devices)
	}
	if c.Replicas.Matched != 3 || c.Replicas.Total != 4 {
		t.Errorf("replicas %+v, want 3 of 4", c.Replicas)
	}
	if c.Methods["gpu-labels"] != 2 || c.Methods["exclusive-node"] != 1 || len(c.Methods) != 2 {
		t.Errorf("methods %v", c.Methods)
	}
	a.unmatched("GPU-c", "")
	a.unmatched("GPU-y", "ambiguous")
	a.unmatched("half-0", "")
	families := map[string]float64{}
	for _, s := range c.Sources {
		families[s.Family] = s.NativeStepS
		if s.Series <= 0 || s.LastSampleAgeS < 0 {
			t.Errorf("source %+v", s)
		}
	}
	for family, step := range map[string]float64{"gpu": 30, "engine": 15, "kubernetes": 30} {
		a.near(family, families[family], step, 0)
	}
	text, err := json.Marshal(a.frame.Meta.Custom)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"http", "127.0.0.1", "rate(", "{__name__", "over_time"} {
		if strings.Contains(string(text), secret) {
			t.Errorf("coverage travels with public dashboards and holds %q: %s", secret, text)
		}
	}
	if a.frame.Meta.ExecutedQueryString == "" {
		t.Error("no executed query string")
	}
	// At most 20 are named.
	var cards []card
	for i := range 30 {
		cards = append(cards, card{uuid: "GPU-" + string(rune('A'+i)), index: i, tensor: constant(0)})
	}
	many := newWorld(t, engine{pod: "chat/a-0", tokens: growing(1)}.series())
	for _, c := range cards {
		many.series = append(many.series, c.series()...)
	}
	m := many.ask(table("replica", tokens, tensor))
	if len(m.cover.Unmatched) != 20 || m.cover.Devices.Total != 30 {
		t.Errorf("%d unmatched named of %d", len(m.cover.Unmatched), m.cover.Devices.Total)
	}
}

// The share of a row that is matched, over device-seconds.
func TestMatchShareOfAMixedRow(t *testing.T) {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		card{uuid: "GPU-b", index: 1, held: []tenure{{600, ""}, {always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series())
	n := w.ask(table("cluster", tokens, tensor))
	r := n.one("row_kind", "value", "cluster", "eu")
	n.near("gpus", r["gpus"], 1.5, 0)
	n.near("Σ tokens", n.sum("tokens"), 12000, 0)
	nodes := w.ask(table("node", tokens, tensor))
	nodes.near("tokens by node", nodes.sum("tokens", "node", "n1", "row_kind", "value"), 12000, 0)
}

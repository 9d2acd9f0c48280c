package acceptance_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
)

var update = flag.Bool("update", false, "write the golden frames anew")

// TestGolden freezes whole frames: fields, order, types, units, labels and meta.
func TestGolden(t *testing.T) {
	for _, c := range []struct {
		name string
		w    func(t *testing.T) *world
		q    query
	}{
		{"table_device_move", func(t *testing.T) *world { return move(t, "chat/llama-0") }, table("device", tokens, tensor, cost, operand{As: "per_mtok", Formula: "cost / tokens * 1e6"})},
		{"timeseries_replica_handover", func(t *testing.T) *world { return handOver(t, 900) }, graph("replica", rate, tensor).between(480, 1080).every(seconds(60))},
		{"numeric_replica", simple, query{Grain: "replica", Format: "numeric", Operands: []operand{hidden(cost), hidden(tokens), {As: "per_mtok", Formula: "cost / tokens * 1e6"}}}},
		{"table_replica_unmatched", filtered, query{Grain: "replica", By: []string{"llm_model"}, Format: "table", Operands: []operand{rate, tensor, {As: "power", Signal: "gpu_power"}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			checkGolden(t, c.name, c.w(t).ask(c.q).frame)
		})
	}
}

// TestGolden_Analyses freezes the frames that the panels of caches, balance and cost draw.
func TestGolden_Analyses(t *testing.T) {
	straggler := newWorld(t, rig("a", "chat/big", pulling(0.4), pulling(0.4), hot(0.6), pulling(0.4)),
		engine{pod: "chat/big"}.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
	straggler.settings = `{"currencies":[{"currency":"EUR"}]}`
	full := newWorld(t, caching("chat/full", constant(0.97), sawtooth(0.1, 300), 0.2, nil).series(), caching("chat/calm", constant(0.4), constant(1), 0, nil).series())
	for name, a := range map[string]answer{
		"balance_table":      straggler.ask(groups()),
		"balance_ranks":      straggler.ranks(groups()),
		"balance_timeseries": straggler.ask(groups().as("timeseries").every(5*time.Minute).only("spread", "straggler")),
		"balance_numeric":    straggler.ask(groups().as("numeric").only("straggler")),
		"kvcache_table":      full.ask(caches()),
		"kvcache_timeseries": full.ask(caches().as("timeseries").every(5*time.Minute).only("usage", "thrash")),
		"kvcache_numeric":    full.ask(caches().as("numeric").only("thrash")),
		"cost_table":         straggler.ask(bill("pod")),
	} {
		t.Run(name, func(t *testing.T) { checkGolden(t, name, a.frame) })
	}
}

// checkGolden compares a frame with the one that was frozen, or freezes it.
func checkGolden(t *testing.T, name string, f *data.Frame) {
	t.Helper()
	got := canonicalJSON(t, f)
	path := filepath.Join("testdata", name+".json")
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err, "; write it with -update")
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; look at it and, if it is meant, run with -update. Got\n%s", path, got)
	}
}

// canonicalJSON is a frame as Grafana gets it, without the PromQL and what it took, which may change, and with numbers cut to nine
// digits, so that the order of additions does not matter.
func canonicalJSON(t *testing.T, f *data.Frame) []byte {
	t.Helper()
	shown := *f
	meta := *f.Meta
	meta.ExecutedQueryString, meta.Stats = "", nil
	shown.Meta = &meta
	raw, err := data.FrameToJSON(&shown, data.IncludeAll)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&tree); err != nil {
		t.Fatal(err)
	}
	out, err := json.MarshalIndent(rounded(tree), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return append(out, '\n')
}

func rounded(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k := range v {
			v[k] = rounded(v[k])
		}
	case []any:
		for i := range v {
			v[i] = rounded(v[i])
		}
	case json.Number:
		if _, err := v.Int64(); err == nil {
			return v
		}
		if f, err := v.Float64(); err == nil {
			return json.Number(strconv.FormatFloat(f, 'g', 9, 64))
		}
	}
	return v
}

package acceptance_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// The example of the documentation is a query that answers.
func TestBalance_TheDocumentedExample(t *testing.T) {
	raw, err := os.ReadFile("../../docs/query.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(raw), "\n## Balance\n")
	_, example, _ := strings.Cut(section, "```json\n")
	example, _, _ = strings.Cut(example, "```")
	var q query
	if err := json.Unmarshal([]byte(example), &q); err != nil || q.QueryType != "balance" {
		t.Fatalf("%v in %s", err, example)
	}
	w := newWorld(t, rig("a", "chat/big", hot(0.6), pulling(0.4)), rig("b", "chat/even", pulling(0.4), pulling(0.4)),
		engine{pod: "chat/big"}.series(), engine{pod: "chat/even"}.series())
	a := w.ask(q)
	a.near("lost", a.one("group", "big")["lost_gpu_seconds"], 400, 1e-6)
	a.near("nothing", a.one("group", "even")["lost_gpu_seconds"], 0, 0)
}

// A pipeline over two pods: the stage of each is what its engine's series says, and the second waits for the first.
func TestBalance_PipelineStages(t *testing.T) {
	var parts [][]storetest.Series
	for i, v := range []float64{0.6, 0.6, 0.3, 0.3} {
		c := pulling(v).card("a", i, fmt.Sprintf("chat/deep-%d", i/2))
		c.node = fmt.Sprintf("n%d", 1+i/2)
		parts = append(parts, c.series())
	}
	for stage := range 2 {
		pod := fmt.Sprintf("deep-%d", stage)
		parts = append(parts, exporter(scrape{step: 15}, []string{"cluster", "eu", "job", "sglang", "instance", pod + ":30000", "namespace", "chat", "pod", pod,
			"model_name", "deep", "tp_rank", "0", "pp_rank", fmt.Sprint(stage), "leaderworkerset_name", "deep"}, map[string]fn{"sglang:num_running_reqs": constant(3)}))
	}
	w := newWorld(t, parts...)
	w.settings = `{"groupLabels":["leaderworkerset_name"]}`
	g := w.ask(groups()).group("deep")
	if g.Kind != "labels" || len(g.Stages) != 2 || g.Stages[0].Stage != "0" || g.Stages[1].Devices != 2 {
		t.Fatalf("%+v", g)
	}
	if b := g.Stages[1].Bubble; b < 0.5-1e-9 || b > 0.5+1e-9 || g.Stages[0].Bubble != 0 {
		t.Errorf("%+v", g.Stages)
	}
}

// Of rows that top keeps, the GPUs behind them are told of; of the rest none.
func TestBalance_RanksBehindTheRows(t *testing.T) {
	w := newWorld(t, rig("a", "chat/big", hot(0.6), pulling(0.4)), rig("b", "chat/even", pulling(0.4), pulling(0.4)),
		engine{pod: "chat/big"}.series(), engine{pod: "chat/even"}.series())
	q := groups()
	q.Top = &top{N: 1, By: "lost_gpu_seconds"}
	ranks := w.ranks(q)
	if len(ranks.rows()) != 2 || len(ranks.where("group", "big")) != 2 {
		t.Errorf("%s", ranks)
	}
}

// A table of one field asks for no more than it needs.
func TestBalance_OnlyTheColumnsAskedFor(t *testing.T) {
	w := newWorld(t, rig("a", "chat/big", hot(0.6), pulling(0.4)), engine{pod: "chat/big"}.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
	q := groups().fields("lost_gpu_seconds")
	q.Format = "numeric"
	sent := w.ask(q).frame.Meta.ExecutedQueryString
	for _, name := range []string{"SM_CLOCK", "THERMAL", "GPU_TEMP", "gpu_hourly_cost"} {
		if strings.Contains(sent, name) {
			t.Errorf("%s was asked for in\n%s", name, sent)
		}
	}
	if !strings.Contains(sent, "TENSOR") || !strings.Contains(sent, "num_requests_running") {
		t.Errorf("not all that is needed:\n%s", sent)
	}
}

package acceptance_test

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func intervals() query { return query{QueryType: "ownership", Format: "table"} }

// held is an interval's seconds of the fixture.
func held(r row) (from, to int) {
	second := func(v any) int { return int(v.(time.Time).Sub(origin) / time.Second) }
	return second(r["from"]), second(r["to"])
}

// within asserts that an interval begins and ends within a scrape of these seconds.
func (a answer) within(r row, from, to int) {
	a.t.Helper()
	gotFrom, gotTo := held(r)
	a.near("from", float64(gotFrom), float64(from), 30)
	a.near("to", float64(gotTo), float64(to), 30)
}

func TestOwnershipOfAMovedPod(t *testing.T) {
	a := move(t, "chat/llama-0").ask(intervals())
	if got := len(a.rows()); got != 2 {
		t.Fatalf("%d intervals in\n%s", got, a)
	}
	a.within(a.one("gpu_uuid", "GPU-a"), 0, 600)
	a.within(a.one("gpu_uuid", "GPU-b"), 600, 1200)
	onB := a.one("gpu_uuid", "GPU-b")
	a.is("method", onB["method"], "gpu-labels")
	a.is("confidence", onB["confidence"], "exact")
	a.is("llm_model", onB["llm_model"], "llama")
	a.is("gpu_index", onB["gpu_index"], "1")
	a.near("share", onB["share"], 1, 0)
	if a.cover.Devices.Matched != 2 || a.cover.Devices.Total != 2 || a.cover.Replicas.Matched != 1 || a.cover.Methods["gpu-labels"] != 2 {
		t.Errorf("coverage %+v", a.cover)
	}
	checkGolden(t, "ownership_move", a.frame)
}

func TestOwnershipColumnsComeInOrder(t *testing.T) {
	var names []string
	for _, f := range simple(t).ask(intervals()).frame.Fields {
		names = append(names, f.Name)
	}
	if want := "cluster,node,gpu_uuid,mig_id,namespace,pod,from,to,method,confidence,share,gpu_index,gpu_model,llm_model"; strings.Join(names, ",") != want {
		t.Errorf("columns %s, want %s", strings.Join(names, ","), want)
	}
}

// Time that nobody owns is no interval; who comes after is another one.
func TestOwnershipLeavesGapsOut(t *testing.T) {
	a := handOver(t, 900).ask(intervals())
	if len(a.rows()) != 2 {
		t.Fatalf("want two intervals:\n%s", a)
	}
	a.within(a.one("pod", "x-0"), 0, 615)
	a.within(a.one("pod", "y-0"), 885, 1200)
	_, to := held(a.one("pod", "x-0"))
	from, _ := held(a.one("pod", "y-0"))
	if to >= from {
		t.Errorf("x to %d, y from %d", to, from)
	}
}

func TestOwnershipIsClippedToTheRange(t *testing.T) {
	a := move(t, "").ask(intervals().between(300, 500))
	from, to := held(a.one("gpu_uuid", "GPU-a"))
	if len(a.rows()) != 1 || from != 300 || to != 500 {
		t.Errorf("(%d, %d) in\n%s", from, to, a)
	}
}

func TestOwnershipTakesFilters(t *testing.T) {
	w := filtered(t)
	for _, c := range []struct {
		q    query
		want []string
	}{
		{intervals(), []string{"GPU-a", "GPU-b", "GPU-c"}},
		{intervals().where("pod", "=", "llama-0", "qwen-0"), []string{"GPU-a", "GPU-c"}},
		{intervals().where("namespace", "!=", "code"), []string{"GPU-a", "GPU-b"}},
		{intervals().where("gpu_index", "=~", "[12]"), []string{"GPU-b", "GPU-c"}},
		{intervals().where("llm_model", "=~", "meta/.*"), []string{"GPU-a", "GPU-b"}},
		{intervals().where("engine", "=", "vllm").where("gpu_uuid", "!~", "GPU-[ab]"), []string{"GPU-c"}},
		{intervals().where("cluster", "=", "us"), nil},
	} {
		var got []string
		a := w.ask(c.q)
		for _, r := range a.rows() {
			got = append(got, r["gpu_uuid"].(string))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.q.Filters, got, c.want)
		}
		if len(got) == 0 && (len(a.cover.Empty) != 1 || a.cover.Empty[0].Operand != "ownership") {
			t.Errorf("%v: no reason in %+v", c.q.Filters, a.cover)
		}
	}
}

func TestOwnershipSharesSlicesAndSharedCards(t *testing.T) {
	a := newWorld(t,
		card{uuid: "GPU-m", held: []tenure{{always, "chat/small-0"}}, labels: []string{"GPU_I_ID", "1", "GPU_I_PROFILE", "1g.10gb"}}.series(),
		card{uuid: "GPU-m", held: []tenure{{always, "chat/large-0"}}, labels: []string{"GPU_I_ID", "2", "GPU_I_PROFILE", "3g.40gb"}}.series(),
		card{uuid: "GPU-s", index: 1, held: []tenure{{always, "dev/a-0"}}}.series(),
		card{uuid: "GPU-s", index: 1, held: []tenure{{always, "dev/b-0"}}}.series(),
		engine{pod: "chat/small-0"}.series(), engine{pod: "chat/large-0"}.series(),
		engine{pod: "dev/a-0"}.series(), engine{pod: "dev/b-0"}.series()).ask(intervals())
	a.near("slice of one", a.one("mig_id", "1")["share"], 1.0/7, 0)
	a.near("slice of three", a.one("mig_id", "2")["share"], 3.0/7, 0)
	a.near("shared card", a.one("pod", "a-0")["share"], 0.5, 0)
	a.near("shared card", a.one("pod", "b-0")["share"], 0.5, 0)
}

func TestOwnershipIsNoSeriesAndNoAlert(t *testing.T) {
	w := simple(t)
	for _, format := range []string{"timeseries", "numeric"} {
		wantPluginError(t, w.try(query{QueryType: "ownership", Format: format}), "format", "table")
	}
	q := intervals()
	q.headers = map[string]string{"FromAlert": "true"}
	wantPluginError(t, w.try(q), "queryType", "ownership", "correlate")
	w = simple(t)
	w.settings = `{"limits":{"outputRows":1}}`
	wantPluginError(t, w.try(intervals()), "2 intervals", "filter")
}

func TestOwnershipOfNothing(t *testing.T) {
	a := newWorld(t, engine{pod: "chat/llama-0", tokens: growing(1)}.series()).ask(intervals())
	if a.frame.Rows() != 0 || len(a.cover.Empty) != 1 || a.cover.Empty[0].Reason != "no-series" || a.cover.Replicas.Total != 1 {
		t.Errorf("%s", a)
	}
}

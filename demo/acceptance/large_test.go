package acceptance_test

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/plugin/plan"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// A large fleet is read with shortcuts: presence from the index and both ends of the range, silences from the operands,
// sums made in the store, only what changed hands read finely. None may change an answer.
func TestLarge_ShortcutsChangeNothing(t *testing.T) {
	const end = 7200
	filters := map[string][]models.Filter{"": nil, "a model": {{Label: "llm_model", Op: models.OpIn, Values: []string{"qwen"}}},
		"a cluster": {{Label: "cluster", Op: models.OpNotIn, Values: []string{"us"}}}, "a node": {{Label: "node", Op: models.OpMatch, Values: []string{"n[13]"}}}}
	for name, parts := range map[string][][]storetest.Series{"restless": restless(end), "odd": odd(end)} {
		w := newWorld(t, parts...)
		paths := &pathCounter{}
		store, err := promapi.New(&http.Client{Transport: paths}, promapi.Options{URL: w.address()})
		if err != nil {
			t.Fatal(err)
		}
		for _, grain := range []models.Grain{"device", "replica", "model", "node", "cluster"} {
			for _, format := range []models.Format{models.FormatTimeSeries, models.FormatTable} {
				for i, operands := range largeOperands() {
					for filter, conds := range filters {
						if filter != "" && (i > 2 || format == models.FormatTable) || i > 2 && grain == "node" {
							continue
						}
						t.Run(fmt.Sprintf("%s %s %s %d %s", name, grain, format, i, filter), func(t *testing.T) {
							for _, interval := range []int64{30_000, 240_000} {
								if filter != "" && interval > 30_000 {
									continue
								}
								q := models.Query{RefID: "A", QueryType: models.QueryTypeCorrelate, Version: 1, Operands: operands, Grain: grain, Format: format, Split: "equal", Filters: conds}
								req := plan.Request{Query: q, From: at(0).UnixMilli(), To: at(end - 300).UnixMilli(), Interval: interval}
								few, _ := inProcess(t, store, req, 0)
								many, asked := inProcess(t, store, req, 1)
								sameAnswers(t, few, many)
								if name == "restless" && filter == "" {
									shortcuts(t, i, grain, format == models.FormatTimeSeries, asked)
								}
							}
						})
					}
				}
			}
		}
		if !paths.asked("/api/v1/read") {
			t.Errorf("%s: no operand was read by its samples", name)
		}
	}
}

// largeOperands are several, and some alone: what is read beside an operand decides what can be left out.
func largeOperands() [][]models.Operand {
	all := []models.Operand{{As: "tokens", Signal: "generation_tokens"}, {As: "tensor", Signal: "gpu_tensor_active"},
		{As: "power", Signal: "gpu_power"}, {As: "energy", Signal: "gpu_energy"}, {As: "running", Signal: "requests_running"}, {As: "kv", Signal: "kv_cache_usage"},
		{As: "ttft", Signal: "ttft"}, {As: "ttft95", Signal: "ttft", Stat: models.StatP95}, {As: "hit", Signal: "prefix_hit_ratio"}, {As: "cost", Signal: "gpu_cost"}}
	return [][]models.Operand{all, all[:1], all[1:2], {all[0], all[1]}, {all[6], all[7]}, {all[9]}, {all[2], all[3]}}
}

// shortcuts tells whether they were taken: otherwise the comparison says nothing.
func shortcuts(t *testing.T, i int, grain models.Grain, series bool, asked string) {
	t.Helper()
	if pushes := strings.Contains(asked, "sum by ("); i == 1 && pushes != (series && (grain == "model" || grain == "cluster")) {
		t.Errorf("added up in the store: %v\n%s", pushes, asked)
	}
	coarse := series && (grain == "model" || grain == "node" || grain == "cluster")
	if grouped := strings.Contains(asked, "avg (") || strings.Contains(asked, "avg by (") || strings.Contains(asked, "avg(") || strings.Contains(asked, "count by (") || strings.Contains(asked, "count("); i == 2 && grouped != coarse {
		t.Errorf("devices were added up in the store: %v\n%s", grouped, asked)
	}
	if strings.Contains(asked, "count_over_time") && i == 0 && series && !coarse {
		t.Errorf("all silences are in the operands:\n%s", asked)
	}
}

// odd is a fleet of two clusters that share all names, with a card cut to slices, a shared one, an idle one, a pod of two
// cards, a pod of two ranks, and names that change.
func odd(end int) [][]storetest.Series {
	long := scrape{to: end}
	var out [][]storetest.Series
	for k, cluster := range []string{"eu", "us"} {
		add := func(node string, i int, pod string, labels ...string) {
			c := card{scrape: long, cluster: cluster, node: node, uuid: fmt.Sprintf("GPU-%08d-0000-4000-8000-000000000000", i), index: i, labels: labels,
				tensor: func(t int) float64 { return float64((t*7+i*131+k*17)%100) / 100 },
				more:   map[string]fn{"DCGM_FI_DEV_POWER_USAGE": func(t int) float64 { return 300 + float64((t+i)%100) }, "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION": growing(350_000)}}
			if pod != "" {
				c.held = []tenure{{always, "llm/" + pod}}
			}
			out = append(out, c.series())
		}
		serve := func(pod, model, rank string, names ...string) {
			more := histogram(map[string]fn{}, "vllm:time_to_first_token_seconds", 2, 0.3, 0.1, 0.5, float64(1+len(rank)))
			for i, n := range names {
				more[n] = func(t int) float64 { return float64((t+i*37+k*11)%100) / 100 }
			}
			more["vllm:prefix_cache_hits_total"], more["vllm:prefix_cache_queries_total"] = growing(1), growing(10)
			out = append(out, engine{scrape: long, cluster: cluster, pod: "llm/" + pod, model: model, rank: rank, tokens: growing(float64(100 + k)), more: more}.series(),
				kube{scrape: long, cluster: cluster, pod: "llm/" + pod, node: "n1", gpus: 1}.series())
		}
		add("n1", 0, "two")
		add("n1", 1, "two")
		add("n1", 2, "a")
		add("n1", 2, "b")
		add("n1", 3, "sliced", "GPU_I_ID", "1", "GPU_I_PROFILE", "3g.40gb")
		add("n1", 3, "", "GPU_I_ID", "2", "GPU_I_PROFILE", "2g.20gb")
		add("n2", 4, "")
		add("n2", 5, "ranks")
		serve("two", "llama", "0", "vllm:kv_cache_usage_perc")
		serve("a", "qwen", "0", "vllm:kv_cache_usage_perc", "vllm:gpu_cache_usage_perc")
		serve("b", "qwen", "0", "vllm:gpu_cache_usage_perc")
		serve("sliced", "mistral", "0")
		serve("ranks", "llama", "0", "vllm:kv_cache_usage_perc")
		serve("ranks", "llama", "1", "vllm:kv_cache_usage_perc")
		out = append(out, price(cluster, "n1", long, constant(3.6)), price(cluster, "n2", long, until(3000, 3.6, 7.2)))
	}
	return out
}

// restless is a fleet in which most pods stay, and one moves, one restarts, one ends, one begins, one exporter falls
// silent, and one engine too.
func restless(end int) [][]storetest.Series {
	long := scrape{to: end}
	var out [][]storetest.Series
	add := func(node string, i int, model, pod string, s scrape, held []tenure) {
		out = append(out, card{scrape: s, node: node, uuid: fmt.Sprintf("GPU-%08d-0000-4000-8000-000000000000", i), index: i % 4, held: held,
			tensor: func(t int) float64 { return float64((t*7+i*131)%100) / 100 },
			more: map[string]fn{"DCGM_FI_DEV_POWER_USAGE": func(t int) float64 { return 300 + float64((t+i)%100) },
				"DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION": growing(350_000)}}.series())
	}
	serve := func(pod, model string, i int, s scrape, restart int) {
		more := histogram(map[string]fn{}, "vllm:time_to_first_token_seconds", 2+float64(i), 0.3, 0.1, 0.5, 1)
		more["vllm:kv_cache_usage_perc"] = func(t int) float64 { return float64((t+i*37)%100) / 100 }
		more["vllm:num_requests_running"] = func(t int) float64 { return float64((t + i) % 7) }
		more["vllm:prefix_cache_hits_total"], more["vllm:prefix_cache_queries_total"] = growing(float64(i)), growing(10+float64(i))
		tokens := func(t int) float64 {
			if restart != 0 && t >= restart {
				return float64(100*(i+1)) * float64(t-restart)
			}
			return float64(100*(i+1)) * float64(t-before)
		}
		out = append(out, engine{scrape: s, pod: pod, model: model, tokens: tokens, more: more}.series())
	}
	price := price("eu", "n1", long, constant(3.6))
	out = append(out, price)
	for i := range 8 {
		node, pod, model := fmt.Sprintf("n%d", 1+i/4), fmt.Sprintf("llm/pod-%d", i), []string{"llama", "qwen", "mistral"}[i%3]
		held := []tenure{{always, pod}}
		cs, es, restart := long, long, 0
		switch i {
		case 1: // moves to the card of pod 7, which ended
			held = []tenure{{3000, pod}}
		case 2:
			restart = 4005
		case 3: // the exporter falls silent
			cs.outage = [2]int{2400, 3600}
		case 4: // the engine falls silent
			es.outage = [2]int{1200, 2400}
		case 5: // begins
			cs.from, es.from = 1500, 1515
		case 7: // ends
			es.to = 2700
			held = []tenure{{2700, pod}, {3030, ""}, {always, "llm/pod-1"}}
		}
		add(node, i, model, pod, cs, held)
		serve(pod, model, i, es, restart)
		out = append(out, kube{scrape: scrape{from: es.from, to: es.to}.or(30), pod: pod, node: node, gpus: 1}.series())
	}
	return out
}

// inProcess answers a query without the backend's process; a fleet with more presence samples than large is large.
func inProcess(t *testing.T, store plan.Store, req plan.Request, large int64) (*frames.Answer, string) {
	t.Helper()
	c, err := catalog.Default()
	if err != nil {
		t.Fatal(err)
	}
	env := plan.Env{Catalog: c, Stores: plan.Stores{plan.DefaultEndpoint: {Store: store}}, Now: at(7200).Add(time.Minute).UnixMilli(), Large: large}
	ctx := context.Background()
	memo := plan.NewMemo(ctx, nil)
	a, err := plan.Answered(ctx, env, memo, func(env plan.Env) (*frames.Answer, error) { return plan.Correlate(ctx, env, memo, req) })
	if err != nil {
		t.Fatal(err)
	}
	return a, strings.Join(a.Executed, "\n")
}

func sameAnswers(t *testing.T, a, b *frames.Answer) {
	t.Helper()
	keys := func(x *frames.Answer) (out []string) {
		for _, r := range x.Rows {
			out = append(out, string(r.Kind)+" "+strings.Join(r.Key, " "))
		}
		return out
	}
	if !slices.Equal(keys(a), keys(b)) {
		t.Fatalf("rows\n%s\nbecame\n%s", strings.Join(keys(a), "\n"), strings.Join(keys(b), "\n"))
	}
	if !slices.Equal(a.Grid.PerStep().Edges, b.Grid.PerStep().Edges) {
		t.Fatalf("the steps differ: %d and %d", a.Grid.Step(), b.Grid.Step())
	}
	for i, r := range a.Rows {
		o := b.Rows[i]
		if !close9(r.GPUs, o.GPUs) || !close9(r.OwnedShare, o.OwnedShare) {
			t.Errorf("%s: %v GPUs for %v became %v for %v", keys(a)[i], r.GPUs, r.OwnedShare, o.GPUs, o.OwnedShare)
		}
		for k, column := range a.Columns {
			bad := 0
			for step := range a.Grid.Steps() {
				if x, y := valueAt(r.Values[k], step), valueAt(o.Values[k], step); !close9(x, y) {
					if bad++; bad < 4 {
						t.Errorf("%s %s at %ds: %v became %v", keys(a)[i], column.Name, (a.Grid.Stamp(step)-origin.UnixMilli())/1000, x, y)
					}
				}
			}
		}
	}
}

func valueAt(v []float64, step int) float64 {
	if step < len(v) {
		return v[step]
	}
	return math.NaN()
}

func close9(a, b float64) bool {
	return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= 1e-9*math.Max(1, math.Abs(a))
}

// A range may end long after the newest sample: a store that stopped, or a fleet that was switched off.
func TestLarge_AFleetThatStopped(t *testing.T) {
	const end = 5400
	for name, parts := range map[string][][]storetest.Series{"restless": restless(end), "odd": odd(end)} {
		w := newWorld(t, parts...)
		store, err := promapi.New(http.DefaultClient, promapi.Options{URL: w.address()})
		if err != nil {
			t.Fatal(err)
		}
		for _, after := range []int{900, 1800, 9000} {
			for _, grain := range []models.Grain{"device", "replica", "model"} {
				for _, format := range []models.Format{models.FormatTimeSeries, models.FormatTable} {
					t.Run(fmt.Sprintf("%s %d s after %s %s", name, after, grain, format), func(t *testing.T) {
						q := models.Query{RefID: "A", QueryType: models.QueryTypeCorrelate, Version: 1, Operands: largeOperands()[0], Grain: grain, Format: format, Split: "equal"}
						req := plan.Request{Query: q, From: at(0).UnixMilli(), To: at(end + after).UnixMilli(), Interval: 30_000}
						few, _ := inProcess(t, store, req, 0)
						many, _ := inProcess(t, store, req, 1)
						sameAnswers(t, few, many)
					})
				}
			}
		}
	}
}

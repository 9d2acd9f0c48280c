package doctor

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// stack builds facts from what is there: each option adds a part.
type option func(*Facts)

func facts(options ...option) Facts {
	f := Facts{Unreachable: map[string]string{}, ClusterLabel: "cluster"}
	for id, family := range map[string]string{"requests_running": "engine", "generation_tokens": "engine", "ttft": "engine", "e2e_latency": "engine",
		"queue_time": "engine", "kv_block_lifetime": "engine", "gpu_tensor_active": "gpu", "gpu_power": "gpu", "gpu_fp64_active": "gpu", "pod_info": "kubernetes",
		"gpu_price": "cost", "gateway_requests": "gateway", "nccl_busbw": "fabric"} {
		f.Signals = append(f.Signals, Signal{ID: id, Title: "The " + id, Family: family, Names: []string{id + "_name"}})
	}
	slices.SortFunc(f.Signals, func(a, b Signal) int { return strings.Compare(a.ID, b.ID) })
	for _, o := range options {
		o(&f)
	}
	return f
}

func there(signal string, n int) Reading {
	return Reading{Signal: signal, On: n, Of: n, OfWhat: "replicas", AgeS: -1, Keys: []string{"pod"}, Ways: []Way{{Names: []string{signal + "_name"}, Found: []string{signal + "_name"}, On: n}}}
}

func absent(signal, by string) Reading {
	return Reading{Signal: signal, Of: 4, OfWhat: "replicas", AgeS: -1, Ways: []Way{{Names: []string{signal + "_name"}, EnabledBy: by}}}
}

func engines(f *Facts) {
	f.Replicas.Total = 4
	f.Systems = append(f.Systems, System{ID: "vllm", Title: "vLLM", Role: "engine", Command: "vllm serve $MODEL", Targets: 4, Of: "replicas", CadenceS: 15, AgeS: 5,
		Readings: []Reading{there("requests_running", 4), there("generation_tokens", 4), there("ttft", 4), there("e2e_latency", 4), absent("kv_block_lifetime", "--kv-cache-metrics")}})
}

func gpus(f *Facts) {
	f.Devices.Total, f.Nodes = 8, 1
	f.Systems = append(f.Systems, System{ID: "dcgm", Title: "DCGM", Role: "gpu", Targets: 8, Of: "devices", CadenceS: 15, AgeS: 5,
		Readings: []Reading{there("gpu_tensor_active", 8), there("gpu_power", 8), {Signal: "gpu_fp64_active", Of: 8, OfWhat: "devices", AgeS: -1,
			Ways: []Way{{Names: []string{"FP64_NEW"}, Era: "4.9+"}, {Names: []string{"FP64_OLD"}, Era: "2.x to 4.8", EnabledBy: "a custom metrics list"}}}}})
}

func matched(f *Facts) {
	f.Devices.Matched, f.Replicas.Matched = 8, 4
	f.Owners.Workload = 1
}

func platform(f *Facts) {
	f.Owners.Requests = true
	f.Systems = append(f.Systems, System{ID: "kube-state-metrics", Title: "kube-state-metrics", Role: "kubernetes", Targets: 1, Of: "targets", AgeS: 5, Readings: []Reading{there("pod_info", 1)}})
}

func traced(f *Facts) {
	f.Traces = Traces{Asked: true, Offered: true, Exemplars: 9, WithTrace: 9, TraceLabel: "trace_id", Destination: true}
}

func deep(f *Facts) {
	f.Systems = append(f.Systems, System{ID: "nccl", Title: "NCCL Inspector", Role: "fabric", Targets: 1, Of: "targets", AgeS: 5, Readings: []Reading{there("nccl_busbw", 1)}},
		System{ID: "watcher", Title: "Watcher", Role: "kubernetes", Kernel: true, Targets: 1, Of: "targets", AgeS: 5})
}

func TestLevels(t *testing.T) {
	for name, c := range map[string]struct {
		f     Facts
		level int
		next  string
	}{
		"nothing":                       {facts(), 0, "scrape-engines"},
		"engines":                       {facts(engines), 1, "scrape-gpus"},
		"engines and GPUs apart":        {facts(engines, gpus), 1, "gpu-owners"},
		"correlated":                    {facts(engines, gpus, matched, platform), 2, "scrape-gateway"},
		"traces without engines":        {facts(traced), 0, "scrape-engines"},
		"traced":                        {facts(engines, gpus, matched, platform, traced), 3, "scrape-fabric"},
		"deep":                          {facts(engines, gpus, matched, platform, traced, deep), 4, ""},
		"deep without traces":           {facts(engines, gpus, matched, platform, deep), 2, "scrape-gateway"},
		"few replicas matched":          {facts(engines, gpus, matched, func(f *Facts) { f.Replicas.Matched = 1 }), 1, ""},
		"exemplars that lead nowhere":   {facts(engines, gpus, matched, platform, traced, func(f *Facts) { f.Traces.Destination = false }), 2, ""},
		"a destination, but no traces":  {facts(engines, gpus, matched, platform, traced, func(f *Facts) { f.Traces.WithTrace = 0 }), 2, ""},
		"NCCL without the kernel":       {facts(engines, gpus, matched, platform, traced, deep, func(f *Facts) { f.Systems = f.Systems[:len(f.Systems)-1] }), 3, ""},
		"replicas held up by a binding": {facts(engines, gpus, matched, func(f *Facts) { f.Owners = Owners{Bindings: true, None: 1} }), 2, ""},
	} {
		got := Judge(c.f)
		if got.Level != c.level {
			t.Errorf("%s: level %d, want %d: %+v", name, got.Level, c.level, got.Levels)
		}
		if c.next != "" && (len(got.Next) == 0 || got.Next[0].ID != c.next) {
			t.Errorf("%s: first step %+v, want %s", name, got.Next, c.next)
		}
		for i, l := range got.Levels {
			if l.Level != i || !l.Reached && len(l.Missing) == 0 {
				t.Errorf("%s: %+v", name, l)
			}
		}
	}
}

// A layer that is not ready says why, whatever is there and whatever is not.
func TestEveryLayerSaysWhy(t *testing.T) {
	parts := map[string]option{"engines": engines, "gpus": gpus, "owners": matched, "platform": platform, "traces": traced, "kernel": deep, "prices": price,
		"declared prices": func(f *Facts) { f.Money.Declared = true },
		"gateway": func(f *Facts) {
			f.Systems = append(f.Systems, System{ID: "proxy", Title: "Proxy", Role: "gateway", Targets: 1, Of: "targets", AgeS: 5, Readings: []Reading{there("gateway_requests", 1)}})
		},
		"exemplars that lead nowhere": func(f *Facts) { f.Traces.Destination = false },
		"no exemplars":                func(f *Facts) { f.Traces.Asked, f.Traces.Offered, f.Traces.WithTrace = true, true, 0 },
		"a store that is away":        func(f *Facts) { f.Unreachable["kubernetes"] = "time-out" },
		"old samples":                 func(f *Facts) { ageAll(f.Systems, 4000) }}
	names := slices.Sorted(maps.Keys(parts))
	for set := range 1 << len(names) {
		var some []option
		var said []string
		for i, n := range names {
			if set>>i&1 == 1 {
				some, said = append(some, parts[n]), append(said, n)
			}
		}
		for _, l := range Judge(facts(some...)).Layers {
			if (l.State == models.LayerReady) != (len(l.Problems) == 0) {
				t.Fatalf("%v: layer %s is %s with problems %q", said, l.ID, l.State, l.Problems)
			}
			if l.State == models.LayerReady && l.ID != layerFabric && l.Present < l.Total {
				t.Fatalf("%v: layer %s is ready with %d of %d", said, l.ID, l.Present, l.Total)
			}
		}
	}
}

func ageAll(systems []System, age float64) {
	for i := range systems {
		systems[i].AgeS = age
	}
}

func TestAPartOfTheSignals(t *testing.T) {
	l := Judge(facts(engines, gpus, matched, platform)).Layers[2]
	if l.ID != layerPlatform || l.State != models.LayerPartial || l.Present != 1 ||
		!slices.Contains(l.Problems, "5 signals without samples: pod_gpu_requests, pod_restarts, pod_ready, cpu_throttled, memory_working_set.") {
		t.Errorf("%+v", l)
	}
	l = Judge(facts(engines, func(f *Facts) { f.Money.Declared = true })).Layers[6]
	if l.ID != layerCost || l.State != models.LayerReady || len(l.Problems) > 0 {
		t.Errorf("declared prices: %+v", l)
	}
}

// Which system watches the kernel is for the catalog to say.
func TestTheKernelIsWatchedByWhatTheCatalogSays(t *testing.T) {
	all := func(kernel bool) int {
		return Judge(facts(engines, gpus, matched, platform, traced, deep, func(f *Facts) { f.Systems[len(f.Systems)-1].Kernel = kernel })).Level
	}
	if with, without := all(true), all(false); with != 4 || without != 3 {
		t.Errorf("level %d with it, %d without", with, without)
	}
}

func signal(t *testing.T, r models.DoctorResponse, id string) models.DoctorSignal {
	t.Helper()
	i := slices.IndexFunc(r.Signals, func(s models.DoctorSignal) bool { return s.Signal == id })
	if i < 0 {
		t.Fatalf("no row of %s", id)
	}
	return r.Signals[i]
}

func TestSignalStates(t *testing.T) {
	with := func(r Reading, system ...func(*System)) Facts {
		return facts(func(f *Facts) {
			s := System{ID: "vllm", Title: "vLLM", Role: "engine", Targets: 4, Of: "replicas", CadenceS: 15, AgeS: 5, Readings: []Reading{r}}
			for _, change := range system {
				change(&s)
			}
			f.Systems = append(f.Systems, s)
		})
	}
	ready := there("ttft", 4)
	some, unkeyed, partly, gone := ready, ready, ready, absent("ttft", "")
	some.On = 3
	unkeyed.Missing, unkeyed.Unkeyed = []string{"namespace", "pod"}, 4
	partly.Missing, partly.Unkeyed = []string{"namespace", "pod"}, 1
	gone.AgeS = 1200
	targets := some
	targets.OfWhat = "targets"
	for name, c := range map[string]struct {
		f     Facts
		state models.SignalState
		why   string
	}{
		"ready":                   {with(ready), models.SignalReady, ""},
		"some":                    {with(some), models.SignalPartial, "1 of 4 replicas lack it."},
		"targets differ":          {with(targets), models.SignalReady, ""},
		"unkeyed":                 {with(unkeyed), models.SignalUnkeyed, "4 of 4 replicas have no namespace, pod"},
		"partly unkeyed":          {with(partly), models.SignalPartial, "1 of 4 replicas have no namespace, pod"},
		"gone":                    {with(gone), models.SignalStale, "20 min old"},
		"old":                     {with(ready, func(s *System) { s.AgeS = 400 }), models.SignalStale, "7 min old"},
		"old, but seldom scraped": {with(ready, func(s *System) { s.AgeS, s.CadenceS = 400, 300 }), models.SignalReady, ""},
		"absent":                  {with(absent("ttft", "")), models.SignalAbsent, "in some versions"},
		"to be switched on":       {with(absent("ttft", "--metrics")), models.SignalAbsent, "switched on: --metrics"},
		"not reported":            {with(there("queue_time", 4)), models.SignalNotReported, "vLLM does not report it."},
		"nobody":                  {facts(), models.SignalAbsent, "No system"},
		"out of reach":            {facts(func(f *Facts) { f.Unreachable["engine"] = "time-out" }), models.SignalAbsent, "time-out"},
	} {
		s := signal(t, Judge(c.f), "ttft")
		if s.State != c.state || !strings.Contains(s.Why, c.why) || c.why == "" && s.Why != "" {
			t.Errorf("%s: %s %q, want %s %q", name, s.State, s.Why, c.state, c.why)
		}
		if s.Names == nil || s.Keys == nil && s.On > 0 {
			t.Errorf("%s: %+v", name, s)
		}
		if s.State == models.SignalAbsent && len(s.LookedFor) == 0 {
			t.Errorf("%s: nothing was looked for", name)
		}
	}
}

func TestWhatSwitchesASignalOn(t *testing.T) {
	got := Judge(facts(engines, gpus))
	if s := signal(t, got, "kv_block_lifetime").SwitchOn; s == nil || s.Language != "shell" || !strings.Contains(s.Code, "vllm serve $MODEL --kv-cache-metrics") {
		t.Errorf("a flag: %+v", s)
	}
	if s := signal(t, got, "gpu_fp64_active").SwitchOn; s == nil || s.Language != "csv" || !strings.HasPrefix(s.Code, "FP64_NEW, gauge, ") {
		t.Errorf("a field: %+v", s)
	}
	// The list of an exporter that writes old names has old names.
	old := facts(engines, gpus, func(f *Facts) {
		r := there("gpu_power", 8)
		r.Ways = []Way{{Names: []string{"POWER_NEW"}, Era: "4.9+"}, {Names: []string{"POWER_OLD"}, Era: "2.x to 4.8", Found: []string{"POWER_OLD"}, On: 8}}
		f.Systems[1].Readings[1] = r
	})
	if s := signal(t, Judge(old), "gpu_fp64_active").SwitchOn; s == nil || !strings.HasPrefix(s.Code, "FP64_OLD, gauge, ") {
		t.Errorf("an old exporter's field: %+v", s)
	}
	if e := Judge(old).Layers[0].Systems[0].Era; e != "2.x to 4.8" {
		t.Errorf("era %q", e)
	}
	// What is on already is no advice.
	on := facts(engines, func(f *Facts) {
		r := there("queue_time", 4)
		r.Ways[0].EnabledBy = "--kv-cache-metrics"
		f.Systems[0].Readings = append(f.Systems[0].Readings, r)
	})
	if s := signal(t, Judge(on), "kv_block_lifetime"); s.SwitchOn != nil {
		t.Errorf("a flag that is on: %+v", s.SwitchOn)
	}
	steps := Judge(facts(engines, gpus, func(f *Facts) {
		f.Systems[0].Readings = append(f.Systems[0].Readings, absent("queue_time", "--enable-mfu-metrics"), absent("e2e_latency", "--enable-a-feature"))
	})).Next
	i := slices.IndexFunc(steps, func(s models.DoctorStep) bool { return s.ID == "switch-on-vllm-shell" })
	if i < 0 || steps[i].Code != "vllm serve $MODEL --kv-cache-metrics --enable-mfu-metrics" {
		t.Errorf("one command for all flags: %+v", steps)
	}
}

func TestSteps(t *testing.T) {
	for name, c := range map[string]struct {
		f         Facts
		has, lack []string
	}{
		"pods overwritten": {facts(engines, gpus, func(f *Facts) { f.Owners.Plain = 1 }), []string{"honor-labels", "honor-labels-operator", "scrape-platform"}, []string{"gpu-owners", "scrape-gpus"}},
		"no pods":          {facts(engines, gpus, func(f *Facts) { f.Owners.None = 1 }), []string{"gpu-owners"}, []string{"honor-labels"}},
		"pods":             {facts(engines, gpus, matched), nil, []string{"gpu-owners", "honor-labels", "pod-labels", "bindings"}},
		"engines without pods": {facts(engines, gpus, func(f *Facts) {
			f.Systems[0].Readings[0].Missing, f.Systems[0].Readings[0].Unkeyed = []string{"pod"}, 4
		}), []string{"pod-labels", "bindings"}, nil},
		"no price":            {facts(engines), []string{"prices", "scrape-prices"}, []string{"currencies"}},
		"declared prices":     {facts(engines, func(f *Facts) { f.Money.Declared = true }), nil, []string{"prices", "scrape-prices", "currencies"}},
		"a price of nothing":  {facts(engines, price), []string{"currencies"}, []string{"prices"}},
		"a price in euros":    {facts(engines, price, func(f *Facts) { f.Money.Currency = true }), nil, []string{"prices", "currencies"}},
		"no exemplar storage": {facts(engines, func(f *Facts) { f.Traces.Asked = true }), []string{"exemplar-storage", "exemplars", "trace-destination"}, nil},
		"cluster on some":     {facts(engines, func(f *Facts) { f.Clusters, f.Clusterless = 1, true }), []string{"cluster-label"}, nil},
		"personal labels": {facts(engines, func(f *Facts) {
			f.Labels = []LabelCost{{Label: "request_id", Series: 900, Without: 20, Values: 45, Personal: true}, {Label: "build", Series: 2000, Without: 2, Values: 1500}}
		}), []string{"drop-labels"}, nil},
		"many values only": {facts(engines, func(f *Facts) { f.Labels = []LabelCost{{Label: "build", Series: 2000, Without: 2, Values: 1500}} }), nil, []string{"drop-labels"}},
		"away": {facts(func(f *Facts) {
			f.Unreachable["engine"], f.Unreachable["gpu"], f.Unreachable["kubernetes"] = "x", "x", "x"
		}), nil, []string{"scrape-engines", "scrape-gpus", "scrape-platform"}},
	} {
		var ids []string
		for _, s := range Judge(c.f).Next {
			ids = append(ids, s.ID)
			if s.Title == "" || s.Why == "" || s.Layer == "" || s.Code != "" && (s.Language == "" || s.Where == "") {
				t.Errorf("%s: %+v", name, s)
			}
		}
		for _, id := range c.has {
			if !slices.Contains(ids, id) {
				t.Errorf("%s: no %s in %v", name, id, ids)
			}
		}
		for _, id := range c.lack {
			if slices.Contains(ids, id) {
				t.Errorf("%s: %s in %v", name, id, ids)
			}
		}
	}
}

func price(f *Facts) {
	f.Systems = append(f.Systems, System{ID: "opencost", Title: "OpenCost", Role: "cost", Targets: 1, Of: "targets", AgeS: 5, Readings: []Reading{there("gpu_price", 1)}})
}

func TestLabels(t *testing.T) {
	got := Judge(facts(func(f *Facts) {
		f.Labels = []LabelCost{{Label: "build", Metric: "m", Series: 2000, Without: 1999, Values: 1500},
			{Label: "user_id", Metric: "litellm_x", Series: 9000, Without: 30, Values: 300, Models: 2, Buckets: 14, Instances: 1, Personal: true}}
	})).Labels
	if len(got) != 2 || got[0].Label != "user_id" || !strings.Contains(got[0].Advice, "300 values × 2 models × 14 buckets on litellm_x") ||
		!strings.Contains(got[0].Advice, "never used as a key") || strings.Contains(got[1].Advice, "never used") {
		t.Errorf("%+v", got)
	}
}

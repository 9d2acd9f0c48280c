package doctor

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// next are the steps to take. What the next rung of the ladder needs comes first, then what makes the rungs below it
// better, then the rest: one level at a time.
func (r *report) next(level int) []models.DoctorStep {
	var all []models.DoctorStep
	for _, part := range [][]models.DoctorStep{r.engineSteps(), r.gpuSteps(), r.joinSteps(), r.fieldSteps(), r.moneySteps(), r.labelSteps(), r.traceSteps(), r.deepSteps()} {
		all = append(all, part...)
	}
	place := func(s models.DoctorStep) int {
		switch {
		case s.Level == level+1:
			return 0
		case s.Level <= level:
			return 1
		}
		return s.Level
	}
	slices.SortStableFunc(all, func(a, b models.DoctorStep) int { return cmp.Compare(place(a), place(b)) })
	if all == nil {
		return []models.DoctorStep{}
	}
	return all
}

func (r *report) engineSteps() []models.DoctorStep {
	if r.Replicas.Total > 0 || len(r.systems(layerEngine)) > 0 || r.state(layerEngine) == models.LayerUnreachable {
		return nil
	}
	return []models.DoctorStep{{ID: "scrape-engines", Title: "Scrape the engines", Layer: layerEngine, Level: 1,
		Why:      "Requests, tokens and latencies of every replica. The pod labels are what joins them to GPUs.",
		Language: "yaml", Where: "prometheus.yml", Code: scrapeEngines}}
}

func (r *report) gpuSteps() []models.DoctorStep {
	switch {
	case r.state(layerGPU) == models.LayerUnreachable:
		return nil
	case r.Devices.Total == 0:
		return []models.DoctorStep{
			{ID: "scrape-gpus", Title: "Scrape dcgm-exporter on every GPU node", Layer: layerGPU, Level: 2,
				Why: "What the GPUs do, beside what the engines do.", Language: "yaml", Where: "prometheus.yml", Code: scrapeGPUs},
			ownerStep(),
		}
	case r.Devices.Matched == r.Devices.Total:
		return nil
	case r.Owners.Plain > 0 && r.Owners.Workload == 0:
		return []models.DoctorStep{
			{ID: "honor-labels", Title: "Keep the exporter's pod labels", Layer: layerGPU, Level: 2,
				Why:      "The scrape job writes the exporter's own pod over the pod that holds the GPU.",
				Language: "yaml", Where: "the scrape job of dcgm-exporter", Code: honorLabels},
			{ID: "honor-labels-operator", Title: "Keep the exporter's pod labels, with the Prometheus operator", Layer: layerGPU, Level: 2,
				Why: "The same for a ServiceMonitor.", Language: "yaml", Where: "a ServiceMonitor", Code: serviceMonitor},
		}
	case r.Owners.Workload == 0:
		return []models.DoctorStep{ownerStep()}
	}
	return nil
}

func ownerStep() models.DoctorStep {
	return models.DoctorStep{ID: "gpu-owners", Title: "Let GPU series name their pod", Layer: layerGPU, Level: 2,
		Why:      "The best evidence of who holds a GPU; without it owners are inferred or unknown.",
		Language: "yaml", Where: "the Helm values of dcgm-exporter", Code: ownersOfGPUs}
}

// joinSteps help replicas and devices to find each other.
func (r *report) joinSteps() []models.DoctorStep {
	var out []models.DoctorStep
	podless := slices.ContainsFunc(r.rows, func(s models.DoctorSignal) bool {
		return s.Layer == layerEngine && slices.Contains(s.MissingKeys, "pod")
	})
	if podless {
		out = append(out, models.DoctorStep{ID: "pod-labels", Title: "Write the pod onto engine series", Layer: layerEngine, Level: 2,
			Why:      "Some engines' series say neither pod nor namespace, so nothing tells which GPUs are theirs.",
			Language: "yaml", Where: "the engines' scrape job", Code: podLabels})
		if !r.Owners.Bindings {
			out = append(out, models.DoctorStep{ID: "bindings", Title: "Declare who holds which GPU", Layer: layerEngine, Level: 2,
				Why:      "Outside Kubernetes no label tells it. Put in the engine's address and the GPUs' UUIDs.",
				Language: "yaml", Where: "the data source's provisioning", Code: declaredBindings})
		}
	}
	if !r.has("pod_info") && r.state(layerPlatform) != models.LayerUnreachable {
		out = append(out, models.DoctorStep{ID: "scrape-platform", Title: "Scrape kube-state-metrics", Layer: layerPlatform, Level: 2,
			Why:      "When pods existed and how many GPUs they requested: a dead pod's label is not believed, and a node with one GPU pod can be inferred.",
			Language: "yaml", Where: "prometheus.yml", Code: scrapePlatform})
	} else if r.has("pod_info") && !r.Owners.Requests {
		out = append(out, models.DoctorStep{ID: "platform-requests", Title: "Let kube-state-metrics report requests", Layer: layerPlatform, Level: 2,
			Why:      "GPU requests tell which pods can hold a GPU at all.",
			Language: "shell", Where: "the flags of kube-state-metrics", Code: platformFlags})
	}
	if !r.has("memory_working_set") && !r.has("cpu_throttled") && r.state(layerPlatform) != models.LayerUnreachable {
		out = append(out, models.DoctorStep{ID: "scrape-containers", Title: "Scrape the kubelet's cAdvisor", Layer: layerPlatform, Level: 2,
			Signals: []string{"cpu_throttled", "memory_working_set"}, Why: "CPU throttling, which delays tokenising and scheduling, and memory near its limit.",
			Language: "yaml", Where: "prometheus.yml", Code: scrapeContainers})
	}
	if r.Clusterless && r.Clusters > 0 {
		out = append(out, models.DoctorStep{ID: "cluster-label", Title: "Name the cluster on all series", Layer: layerPlatform, Level: 2,
			Why:      fmt.Sprintf("Some series have no label %s; equal names in two clusters are told apart by it alone.", r.ClusterLabel),
			Language: "yaml", Where: "prometheus.yml of each cluster", Code: strings.Replace(declaredCluster, "cluster:", r.ClusterLabel+":", 1)})
	}
	return out
}

// fieldSteps gather what switches on the signals that pages need, one step per system and kind of setting.
func (r *report) fieldSteps() []models.DoctorStep {
	type group struct{ system, language, where string }
	steps := map[group]*models.DoctorStep{}
	var order []group
	for _, s := range r.rows {
		if s.SwitchOn == nil || s.State == models.SignalPartial || !onlyMetrics(s.SwitchOn) {
			continue
		}
		g := group{s.System, s.SwitchOn.Language, s.SwitchOn.Where}
		step := steps[g]
		if step == nil {
			step = &models.DoctorStep{ID: "switch-on-" + s.System + "-" + g.language, Title: "Switch on what " + r.title(s.System) + " can report", Layer: s.Layer,
				Level: s.SwitchOn.Level, Language: g.language, Where: g.where}
			steps[g] = step
			order = append(order, g)
		}
		step.Signals = append(step.Signals, s.Signal)
		step.Code = joined(step.Code, s.SwitchOn.Code)
	}
	var out []models.DoctorStep
	for _, g := range order {
		s := steps[g]
		s.Why = count(len(s.Signals), "signal") + " more: " + strings.Join(s.Signals, ", ") + "."
		out = append(out, *s)
	}
	return out
}

// onlyMetrics tells whether a setting switches on metrics and nothing else: a flag for a feature is the operator's choice.
func onlyMetrics(s *models.DoctorStep) bool {
	return s.Code != "" && (s.Language == "csv" || strings.Contains(s.Code, "metric"))
}

// joined adds lines that are not there yet. Flags of one command are put behind it.
func joined(code, more string) string {
	if code == "" {
		return more
	}
	if command, flag, ok := strings.Cut(more, " --"); ok && strings.HasPrefix(code, command) {
		if strings.Contains(code+" ", " --"+flag+" ") {
			return code
		}
		return code + " --" + flag
	}
	lines := strings.Split(code, "\n")
	for l := range strings.SplitSeq(more, "\n") {
		if !slices.Contains(lines, l) {
			lines = append(lines, l)
		}
	}
	return strings.Join(lines, "\n")
}

func (r *report) moneySteps() []models.DoctorStep {
	switch {
	case r.state(layerCost) == models.LayerUnreachable:
		return nil
	case !r.has("gpu_price") && !r.Money.Declared:
		return []models.DoctorStep{
			{ID: "prices", Title: "Enter prices per GPU-hour", Layer: layerCost, Level: 2, Signals: []string{"gpu_price", "gpu_cost"},
				Why:      "Cost by tenant, model and replica. A price never entered is missing, not 0.",
				Language: "yaml", Where: "the data source's provisioning", Code: declaredPrices},
			{ID: "scrape-prices", Title: "Or scrape OpenCost", Layer: layerCost, Level: 2, Signals: []string{"gpu_price", "gpu_cost"},
				Why: "List prices of the cloud, by node.", Language: "yaml", Where: "prometheus.yml", Code: scrapePrices},
		}
	case !r.Money.Declared && !r.Money.Currency:
		return []models.DoctorStep{{ID: "currencies", Title: "Say what currency prices are in", Layer: layerCost, Level: 2,
			Why: "The price series do not say it.", Language: "yaml", Where: "the data source's provisioning", Code: declaredCurrencies}}
	}
	return nil
}

func (r *report) traceSteps() []models.DoctorStep {
	var out []models.DoctorStep
	if !r.has("gateway_requests") && r.state(layerGateway) == models.LayerMissing {
		out = append(out, models.DoctorStep{ID: "scrape-gateway", Title: "Scrape the gateway", Layer: layerGateway, Level: 3,
			Why:      "Tokens and latencies by tenant, and what the user waits for before the engine is asked.",
			Language: "yaml", Where: "prometheus.yml", Code: scrapeGateway},
			models.DoctorStep{ID: "gateway-metrics", Title: "Let LiteLLM serve metrics", Layer: layerGateway, Level: 3,
				Why: "It serves none without this callback. Other gateways serve theirs as they are.", Language: "yaml", Where: "LiteLLM's config.yaml", Code: gatewayMetrics})
	}
	if r.Traces.Asked && !r.Traces.Offered {
		out = append(out, models.DoctorStep{ID: "exemplar-storage", Title: "Keep exemplars", Layer: layerTraces, Level: 3,
			Why: "The store keeps none, so no point of a graph leads to its trace.", Language: "shell", Where: "Prometheus' flags", Code: keepExemplars})
	}
	if r.Traces.WithTrace == 0 {
		out = append(out, models.DoctorStep{ID: "exemplars", Title: "Send exemplars with trace ids", Layer: layerTraces, Level: 3,
			Why:      "Engines write none. Gateways do, and so does the OpenTelemetry Collector for the spans that it turns into metrics.",
			Language: "yaml", Where: "the OpenTelemetry Collector's configuration", Code: spansToMetrics})
	}
	if !r.Traces.Destination {
		out = append(out, models.DoctorStep{ID: "trace-destination", Title: "Say where traces are", Layer: layerTraces, Level: 3,
			Why: "So that an exemplar opens its trace.", Language: "yaml", Where: "the data source's provisioning", Code: traceDestinations})
	}
	if !r.Traces.Set {
		out = append(out, models.DoctorStep{ID: "trace-store", Title: "Say where traces are read from", Layer: layerTraces, Level: 3,
			Why:      "Then exemplars say whether their traces exist, and open the nearest one where theirs was sampled out.",
			Language: "yaml", Where: "the data source's provisioning", Code: traceStore})
	}
	return out
}

func (r *report) deepSteps() []models.DoctorStep {
	var out []models.DoctorStep
	if !r.fabricSeen() && r.state(layerFabric) == models.LayerMissing {
		out = append(out, models.DoctorStep{ID: "scrape-fabric", Title: "Scrape node_exporter on the GPU nodes", Layer: layerFabric, Level: 4,
			Why: "What InfiniBand and RoCE ports carry, and how long they wait.", Language: "yaml", Where: "prometheus.yml", Code: scrapeFabric},
			models.DoctorStep{ID: "inspect-nccl", Title: "Let NCCL write what its collectives take", Layer: layerFabric, Level: 4,
				Why:      "Whether a slow rank waits for its link. NCCL Inspector writes text files, which node_exporter serves.",
				Language: "shell", Where: "the engine's environment", Code: inspectNCCL},
			models.DoctorStep{ID: "expose-fabric", Title: "Let node_exporter serve them", Layer: layerFabric, Level: 4,
				Why: "The directory is the one that NCCL Inspector writes to.", Language: "shell", Where: "node_exporter's command", Code: exposeFabric})
	}
	if len(r.kernel()) == 0 {
		out = append(out, models.DoctorStep{ID: "scrape-kernel", Title: "Observe the kernel", Layer: layerFabric, Level: 4,
			Why:      "Which process did what to a GPU node, for regulated workloads. Tetragon's Helm chart serves its counts as it is.",
			Language: "yaml", Where: "prometheus.yml", Code: scrapeKernel})
	}
	return out
}

// labelSteps drop the labels that cost more than they tell.
func (r *report) labelSteps() []models.DoctorStep {
	var names []string
	saved := 0
	for _, l := range r.Labels {
		if !l.Personal {
			continue
		}
		saved += l.Series - l.Without
		if !slices.Contains(names, l.Label) {
			names = append(names, l.Label)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []models.DoctorStep{{ID: "drop-labels", Title: "Drop labels with a value per request or person", Layer: layerGateway, Level: 1,
		Why:      fmt.Sprintf("They cost %d series that nothing needs; a trace is the place for them.", saved),
		Language: "yaml", Where: "the scrape job that has them",
		Code: "metric_relabel_configs:\n  - action: labeldrop\n    regex: " + strings.Join(names, "|") + "\n"}}
}

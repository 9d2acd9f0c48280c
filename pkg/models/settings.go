package models

// Settings is the data source's jsonData, beside Grafana's own fields for URL and authentication.
// Provisioning with nothing but a url must work: every field has a default.
type Settings struct {
	// TimeInterval is the shortest step, usually the scrape interval, a Prometheus duration such as "15s".
	TimeInterval string `json:"timeInterval,omitempty"`
	// CustomQueryParameters are added to every request to the default endpoint, as in "dedup=true&partial_response=true".
	CustomQueryParameters string `json:"customQueryParameters,omitempty"`
	// Endpoints are other stores that hold a family's series: gpu, engine, kubernetes, cost or gateway. A family without
	// one is read from the default endpoint. "traces" is a store with Tempo's HTTP API, by which exemplars are checked for
	// whether their traces exist; without it that is unknown.
	Endpoints map[string]Endpoint `json:"endpoints,omitempty"`
	// ClusterLabel is the label that tells clusters apart; "cluster" when empty.
	ClusterLabel string `json:"clusterLabel,omitempty"`
	// ReplicaLabels tell identical series of Prometheus or Thanos replicas apart ("prometheus_replica"); one copy is read.
	ReplicaLabels []string `json:"replicaLabels,omitempty"`
	// TenantLabels are the labels that may name a tenant, the best first.
	TenantLabels []string `json:"tenantLabels,omitempty"`
	// ModelLabels are the labels that may name the LLM where the engine does not, the best first.
	ModelLabels []string `json:"modelLabels,omitempty"`
	// GroupLabels are the labels whose equal values tie pods into one parallel group, the best first.
	GroupLabels []string `json:"groupLabels,omitempty"`
	// NativeStep declares a family's scrape interval where it should not be measured.
	NativeStep map[string]string `json:"nativeStep,omitempty"`
	// Prices are declared prices per GPU-hour; the first that matches wins over the store's series.
	Prices []Price `json:"prices,omitempty"`
	// Currencies names the currency of price series that do not say.
	Currencies []Currency `json:"currencies,omitempty"`
	// Bindings say which replica holds which GPUs where nothing that is scraped does (bare metal, Slurm, systemd).
	Bindings []Binding `json:"bindings,omitempty"`
	// Signals are the user's own entries of the signal catalog.
	Signals []OwnSignal `json:"signals,omitempty"`
	// Limits bound what a query may read and answer; zero fields take the defaults.
	Limits Limits `json:"limits,omitzero"`
	// PhaseWeight divides money between prompt and generation: "time" (the default), or a ratio in [0, 1] that is the prompt's.
	PhaseWeight string `json:"phaseWeight,omitempty"`
	// AllocationInterval is the length of a cost allocation interval ("5m").
	AllocationInterval string `json:"allocationInterval,omitempty"`
	// ExemplarTraceIDDestinations say where an exemplar's trace is shown, as in Grafana's Prometheus data source.
	ExemplarTraceIDDestinations []ExemplarTraceIDDestination `json:"exemplarTraceIdDestinations,omitempty"`
	// Logs says where a replica's logs are.
	Logs Logs `json:"logs,omitzero"`
}

// Endpoint is a store of one family. Authentication, TLS and headers are beside the URL under Grafana's own names
// (basicAuth, basicAuthUser, tlsAuth, tlsSkipVerify, serverName, httpHeaderName1, keepCookies, timeout, …), its secrets
// in secureJsonData with the family as a prefix ("gpu.basicAuthPassword").
type Endpoint struct {
	URL string `json:"url"`
	// OAuthPassThru forwards the user's identity to this endpoint; off when absent, whatever the default endpoint does.
	OAuthPassThru bool `json:"oauthPassThru,omitempty"`
	// CustomQueryParameters are added to every request, as in "dedup=true".
	CustomQueryParameters string `json:"customQueryParameters,omitempty"`

	// raw is the whole of it, problem what could not be read.
	raw     []byte
	problem error
}

// Binding is a declared ownership. Either Instance or Namespace and Pod name the replica.
type Binding struct {
	// Cluster is the cluster of both; empty means any.
	Cluster string `json:"cluster,omitempty"`
	// Instance is the engine's scrape address ("10.0.0.7:8000"), for engines outside of Kubernetes.
	Instance  string `json:"instance,omitempty"`
	Namespace string `json:"namespace,omitempty"`
	Pod       string `json:"pod,omitempty"`
	// GPUUUIDs are the devices held, in any spelling of a GPU UUID.
	GPUUUIDs []string `json:"gpu_uuids"`
	// MIGIDs are the slices held, in the order of GPUUUIDs; empty for whole cards.
	MIGIDs []string `json:"mig_ids,omitempty"`
	// From and To bound its validity, RFC 3339; open when empty.
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}

// OwnSignal is a signal of the user's own, with the fields of a catalog entry. With the id of a catalog's signal and
// nothing but alternatives it adds these to that signal.
type OwnSignal struct {
	ID string `json:"id"`
	// Title is the id when empty.
	Title       string `json:"title,omitempty"`
	Description string `json:"description,omitempty"`
	// MistakenFor says what the signal is often taken for and is not.
	MistakenFor string `json:"mistaken_for,omitempty"`
	// Family is gpu, engine, kubernetes, cost, gateway or fabric.
	Family string `json:"family,omitempty"`
	// Kind is gauge, counter, distribution, ratio or state.
	Kind string `json:"kind,omitempty"`
	// Space is additive or intensive (distribution for a distribution); what is usual for the kind when empty.
	Space string `json:"space,omitempty"`
	// Unit is a Grafana unit id, PerSecondUnit that of a counter's rate where it differs.
	Unit          string `json:"unit,omitempty"`
	PerSecondUnit string `json:"per_second_unit,omitempty"`
	// CardLevel says that the reading is of the whole card and repeats on each MIG slice and sharing pod.
	CardLevel bool `json:"card_level,omitempty"`
	// DefaultStat replaces the default statistic of the kind.
	DefaultStat string `json:"default_stat,omitempty"`
	// Alternatives are the metrics that report it, the newest name first.
	Alternatives []OwnAlternative `json:"alternatives"`
}

// OwnAlternative is one way to read an own signal: a metric, a sum of gauges, or a ratio of two counters.
type OwnAlternative struct {
	Metric string `json:"metric,omitempty"`
	// Sum replaces Metric: gauges of one thing that are added. Optional lists those that may be absent.
	Sum      []string `json:"sum,omitempty"`
	Optional []string `json:"optional,omitempty"`
	// Numerator and Denominator replace Metric where the kind is ratio.
	Numerator   string `json:"numerator,omitempty"`
	Denominator string `json:"denominator,omitempty"`
	// Kind is the kind of this metric where it differs from the signal's.
	Kind string `json:"kind,omitempty"`
	// Scale turns the metric's values into the signal's unit; 1 when absent.
	Scale float64 `json:"scale,omitempty"`
	// MaxValid is the largest value that can be real, DropNegative says that values below 0 are blanks.
	MaxValid     float64 `json:"max_valid,omitempty"`
	DropNegative bool    `json:"drop_negative,omitempty"`
	// Match keeps series by equality of their own labels, MatchRegex by an RE2 that is anchored at both ends.
	Match      map[string]string `json:"match,omitempty"`
	MatchRegex map[string]string `json:"match_regex,omitempty"`
	// Require lists labels that must be there, Forbid labels that must not.
	Require []string `json:"require,omitempty"`
	Forbid  []string `json:"forbid,omitempty"`
	// Labels maps canonical labels to the metric's own, the first that is there; the usual spellings where absent.
	Labels map[string][]string `json:"labels,omitempty"`
	// Dims says how series that differ in a further label combine: sum, once, rank or keep.
	Dims map[string]string `json:"dims,omitempty"`
	// FirstBucket is a distribution's first upper bound, in the signal's unit.
	FirstBucket float64 `json:"first_bucket,omitempty"`
	Note        string  `json:"note,omitempty"`
}

// ExemplarTraceIDDestination leads from an exemplar's label to a trace.
type ExemplarTraceIDDestination struct {
	// Name is the exemplar's label that holds the trace id.
	Name string `json:"name"`
	// DatasourceUID is a tracing data source; URL an address with ${__value.raw} in it. One of them is set.
	DatasourceUID   string `json:"datasourceUid,omitempty"`
	URL             string `json:"url,omitempty"`
	URLDisplayLabel string `json:"urlDisplayLabel,omitempty"`
}

// Logs says where logs are.
type Logs struct {
	DatasourceUID string `json:"datasourceUid,omitempty"`
}

// Price is a declared price of one GPU-hour.
type Price struct {
	GPUModel string            `json:"gpu_model,omitempty"`
	Labels   map[string]string `json:"labels,omitempty"`
	PerHour  float64           `json:"per_hour"`
	Currency string            `json:"currency"`
	// From and To bound its validity, RFC 3339; open when empty.
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}

// Currency names the currency of sources that do not carry one.
type Currency struct {
	Cluster  string `json:"cluster,omitempty"`
	Family   string `json:"family,omitempty"`
	Currency string `json:"currency"`
}

// Limits bound a query. Zero means the default.
type Limits struct {
	// Series is the largest number of series read (50,000).
	Series int `json:"series,omitempty"`
	// Samples is the largest number of samples read (10,000,000).
	Samples int `json:"samples,omitempty"`
	// Bytes is the largest body read from the store (256 MiB).
	Bytes int64 `json:"bytes,omitempty"`
	// Memory bounds what all queries of the instance hold at once (1 GiB); more wait, then are refused.
	Memory int64 `json:"memory,omitempty"`
	// Timeout bounds a query, a Prometheus duration ("60s").
	Timeout string `json:"timeout,omitempty"`
	// OutputSeries is the largest number of series answered (2,000).
	OutputSeries int `json:"outputSeries,omitempty"`
	// OutputRows is the largest number of rows answered (20,000).
	OutputRows int `json:"outputRows,omitempty"`
}

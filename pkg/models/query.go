// Package models holds the public JSON of the data source: queries, settings and resource answers.
// It is the one place where they are parsed, defaulted and checked; the TypeScript types are generated from it.
package models

// QueryType names what a query asks for.
type QueryType string

const (
	// QueryTypeCorrelate joins operands in space and time at a chosen grain.
	QueryTypeCorrelate QueryType = "correlate"
	// QueryTypeSignal gives canonical signals over time by chosen labels, from whatever engine or exporter reports them.
	QueryTypeSignal QueryType = "signal"
	// QueryTypeLatency divides the mean end-to-end time of requests into its phases.
	QueryTypeLatency QueryType = "latency"
	// QueryTypeOwnership gives the intervals themselves: which replica held which device, when, and how that is known.
	QueryTypeOwnership QueryType = "ownership"
	// QueryTypeExemplars gives exemplar points with their trace ids.
	QueryTypeExemplars QueryType = "exemplars"
	// QueryTypeEvents gives what happened to devices and replicas, for annotations.
	QueryTypeEvents QueryType = "events"
	// QueryTypeCost divides the bill among those who used it: GPU-hours × price, prompt and generation apart.
	QueryTypeCost QueryType = "cost"
	// QueryTypeKVCache gives the health of KV caches: usage, hits, preemptions, residency, transfers, and a verdict.
	QueryTypeKVCache QueryType = "kvcache"
	// QueryTypeBalance compares the GPUs of each parallel group: spread, straggler and cause, what waiting costs.
	QueryTypeBalance QueryType = "balance"
)

// Basis says to whom the money of held GPU time is given.
type Basis string

const (
	// BasisEffective gives an allocation interval's money to the tokens made in it; intervals without a token are idle.
	BasisEffective Basis = "effective"
	// BasisUsage gives only the share of time with work running and books the rest as idle.
	BasisUsage Basis = "usage"
)

// EventKind names what an annotation tells of.
type EventKind string

const (
	// EventOwnership is a device that passes from one owner to another, or to none.
	EventOwnership EventKind = "ownership"
	// EventPodStart is a replica that begins to be there.
	EventPodStart EventKind = "pod-start"
	// EventPodRestart is a container that was started again.
	EventPodRestart EventKind = "pod-restart"
	// EventXID is an error that the NVIDIA driver reported.
	EventXID EventKind = "xid"
	// EventThrottle is a stretch in which a device ran slower than it could.
	EventThrottle EventKind = "throttle"
	// EventPreemptionStorm is a stretch in which a replica preempted requests at every step.
	EventPreemptionStorm EventKind = "preemption-storm"
)

// Format is the shape of the answer's frames.
type Format string

const (
	// FormatTimeSeries answers with one time-series-wide frame.
	FormatTimeSeries Format = "timeseries"
	// FormatTable answers with one row a key over the whole range, for people.
	FormatTable Format = "table"
	// FormatNumeric answers with a numeric-long frame for alert rules and expressions.
	FormatNumeric Format = "numeric"
)

// Grain is what one row of the answer stands for.
type Grain string

const (
	// GrainDevice is a GPU (or MIG slice) and the replica that held it.
	GrainDevice Grain = "device"
	// GrainReplica is a pod that serves a model.
	GrainReplica Grain = "replica"
	// GrainModel is an LLM within a cluster.
	GrainModel Grain = "model"
	// GrainTenant is who sent the requests, within a cluster, as gateways know it.
	GrainTenant Grain = "tenant"
	// GrainNode is a machine within a cluster.
	GrainNode Grain = "node"
	// GrainCluster is a whole cluster.
	GrainCluster Grain = "cluster"
)

// Stat reduces one operand over time.
type Stat string

const (
	// StatRate is a counter's increase per second.
	StatRate Stat = "rate"
	// StatTotal is a counter's reset-corrected increase.
	StatTotal Stat = "total"
	// StatAvg is a gauge's time mean.
	StatAvg Stat = "avg"
	// StatMin is a gauge's minimum over time.
	StatMin Stat = "min"
	// StatMax is a gauge's maximum over time.
	StatMax Stat = "max"
	// StatLast is a gauge's newest value.
	StatLast Stat = "last"
	// StatMean is a distribution's mean, rate(sum) / rate(count).
	StatMean Stat = "mean"
	// StatP50 is a distribution's median.
	StatP50 Stat = "p50"
	// StatP95 is a distribution's 95th percentile.
	StatP95 Stat = "p95"
	// StatP99 is a distribution's 99th percentile.
	StatP99 Stat = "p99"
	// StatFractionBelow is the share of observations at or below the operand's threshold.
	StatFractionBelow Stat = "fraction_below"
)

// Reduce combines several devices or ranks into one row where the signal is intensive.
type Reduce string

const (
	// ReduceSum adds; the default of additive signals.
	ReduceSum Reduce = "sum"
	// ReduceMean is the time-weighted mean; the default of intensive signals.
	ReduceMean Reduce = "mean"
	// ReduceMin is the smallest device.
	ReduceMin Reduce = "min"
	// ReduceMax is the largest device.
	ReduceMax Reduce = "max"
	// ReduceSpread is the largest less the smallest device.
	ReduceSpread Reduce = "spread"
)

// Split names the rule by which an additive value is shared among devices or owners.
type Split string

// SplitEqual gives each device or owner the same part.
const SplitEqual Split = "equal"

// Query is one query of a dashboard panel, an alert rule or Explore. It is public API.
type Query struct {
	RefID     string    `json:"refId"`
	QueryType QueryType `json:"queryType"`
	// Version is the schema version the editor wrote; 1 is the first.
	Version  int       `json:"version"`
	Operands []Operand `json:"operands"`
	// Grain is what a row stands for; replica when empty.
	Grain Grain `json:"grain,omitempty"`
	// By adds canonical labels to the key of a row.
	By []string `json:"by,omitempty"`
	// Split is the rule for additive values that several devices or owners share; equal when empty.
	Split Split `json:"split,omitempty"`
	// Basis belongs to cost: effective when empty.
	Basis Basis `json:"basis,omitempty"`
	// Filters keep rows by canonical labels.
	Filters []Filter `json:"filters,omitempty"`
	// Format is the shape of the answer; timeseries when empty.
	Format Format `json:"format,omitempty"`
	// Legend names series, with {{label}} for a label's value and {{operand}} for the operand's name.
	Legend string `json:"legend,omitempty"`
	// MinStep is the shortest step, a Prometheus duration such as "15s".
	MinStep string `json:"minStep,omitempty"`
	// Top keeps the rows with the largest values of one operand or field; all rows when absent.
	Top *Top `json:"top,omitempty"`
	// Fields selects the fields of a query type that has several; all when empty.
	Fields []string `json:"fields,omitempty"`
	// Events selects the kinds of an events query; all when empty.
	Events []EventKind `json:"events,omitempty"`
}

// Top bounds the rows of an answer by size.
type Top struct {
	// N is how many rows to keep.
	N int `json:"n"`
	// By is the operand or field to compare by; the first visible one when empty.
	By string `json:"by,omitempty"`
	// Other adds one row of kind "other" that holds what the rest came to.
	Other bool `json:"other,omitempty"`
}

// Operand is one column of a correlate query: exactly one of Signal, Expr and Formula is set.
type Operand struct {
	// As is the operand's name, used in formulas and as the field's name.
	As string `json:"as"`
	// Signal is a canonical signal's id.
	Signal string `json:"signal,omitempty"`
	// Expr is the user's own PromQL; Keys says which labels are keys.
	Expr string `json:"expr,omitempty"`
	// Keys maps canonical label names to the expression's own.
	Keys map[string]string `json:"keys,omitempty"`
	// Additive says that the expression's values may be added and must be split.
	Additive bool `json:"additive,omitempty"`
	// Formula is an expression over other operands' names.
	Formula string `json:"formula,omitempty"`
	// Stat reduces over time; the default follows the signal's kind.
	Stat Stat `json:"stat,omitempty"`
	// Threshold belongs to fraction_below, in the signal's unit.
	Threshold *float64 `json:"threshold,omitempty"`
	// Bounds adds two columns to a quantile or a fraction_below, <as>_lo and <as>_hi: the interval in which the buckets
	// leave it, in its unit. Undefined where nothing bounds it.
	Bounds bool `json:"bounds,omitempty"`
	// Reduce combines devices or ranks; sum where additive, mean where intensive.
	Reduce Reduce `json:"reduce,omitempty"`
	// Hide computes the operand without showing it.
	Hide bool `json:"hide,omitempty"`
	// Unit overrides the field's unit, a Grafana unit id. In it {{currency}} stands for the prices' currency, so that a
	// formula of money has "currency{{currency}}" or "suffix: {{currency}}/h".
	Unit string `json:"unit,omitempty"`
}

// FilterOp compares a canonical label.
type FilterOp string

const (
	// OpIn keeps rows whose label is one of the values.
	OpIn FilterOp = "="
	// OpNotIn drops rows whose label is one of the values.
	OpNotIn FilterOp = "!="
	// OpMatch keeps rows whose label matches one RE2, anchored at both ends.
	OpMatch FilterOp = "=~"
	// OpNotMatch drops rows whose label matches one RE2, anchored at both ends.
	OpNotMatch FilterOp = "!~"
)

// Filter keeps or drops rows by one canonical label.
type Filter struct {
	Label  string   `json:"label"`
	Op     FilterOp `json:"op"`
	Values []string `json:"values"`
}

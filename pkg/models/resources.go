package models

import "encoding/json"

// SignalInfo describes a canonical signal to the query editor (resource "signals").
type SignalInfo struct {
	ID     string `json:"id"`
	Family string `json:"family"`
	// Kind is gauge, counter, distribution, ratio or state.
	Kind string `json:"kind"`
	// Space is additive, intensive or distribution: how values combine across devices and replicas.
	Space string `json:"space"`
	// Unit is a Grafana unit id of the signal's values.
	Unit        string `json:"unit"`
	Title       string `json:"title"`
	Description string `json:"description"`
	// MistakenFor says what the signal is often taken for and is not.
	MistakenFor string `json:"mistaken_for,omitempty"`
	// Derived signals are computed here and have no series of their own.
	Derived bool `json:"derived,omitempty"`
	// Systems are the source systems that report it.
	Systems []string `json:"systems"`
	// Names are the metric names under which it may be exposed, newest first; none for a derived signal.
	Names []string `json:"names,omitempty"`
	// Stats are the statistics that apply, the default first.
	Stats []Stat `json:"stats"`
}

// SignalsResponse answers the resource "signals".
type SignalsResponse struct {
	Signals []SignalInfo `json:"signals"`
	// Labels are the canonical labels that filters and by accept.
	Labels []string `json:"labels"`
}

// LabelValuesRequest asks for a canonical label's values (resource "label-values").
type LabelValuesRequest struct {
	Label string `json:"label"`
	// Filters scope the values by other canonical labels.
	Filters []Filter `json:"filters,omitempty"`
	// From and To bound the time range in milliseconds since the epoch.
	From int64 `json:"from"`
	To   int64 `json:"to"`
}

// LabelValuesResponse answers the resource "label-values", sorted.
type LabelValuesResponse struct {
	Values []string `json:"values"`
}

// HealthDetails are the facts behind the health check's sentence (jsonDetails of CheckHealth).
type HealthDetails struct {
	// Product and Version name the store, as far as it says.
	Product string `json:"product"`
	Version string `json:"version"`
	// Devices counts GPUs and how many of them have a known owner.
	Devices MatchCount `json:"devices"`
	// Replicas counts engine replicas and how many of them have a known device.
	Replicas MatchCount `json:"replicas"`
	Engines  []string   `json:"engines"`
	// PriceFound says that a price per GPU-hour was found.
	PriceFound bool `json:"price_found"`
	// Methods counts devices by ownership method.
	Methods map[string]int `json:"methods"`
	// NextSteps tells what to do to see more, best first.
	NextSteps []string `json:"next_steps,omitempty"`
	// Endpoints are the stores that were asked, the default one first, where there are several or one fails.
	Endpoints []EndpointHealth `json:"endpoints,omitempty"`
}

// EndpointHealth is what one endpoint answered to the health check.
type EndpointHealth struct {
	// Family is gpu, engine, kubernetes, cost, gateway or traces, or default.
	Family  string `json:"family"`
	Product string `json:"product,omitempty"`
	Version string `json:"version,omitempty"`
	// Problem is what it came back with and the setting to look at; empty where it answers.
	Problem string `json:"problem,omitempty"`
}

// PresenceRequest asks which signals are there (resource "signal-presence").
type PresenceRequest struct {
	// From and To bound the time range in milliseconds since the epoch.
	From int64 `json:"from"`
	To   int64 `json:"to"`
}

// PresenceResponse answers the resource "signal-presence": per signal id the systems that report it here. A signal that
// is not in it is absent.
type PresenceResponse struct {
	Present map[string][]string `json:"present"`
}

// CheckKeysRequest asks whether an own PromQL expression can be joined (resource "check-keys").
type CheckKeysRequest struct {
	Expr string `json:"expr"`
	// Keys maps canonical label names to the expression's own.
	Keys map[string]string `json:"keys"`
	// From and To bound the time range in milliseconds since the epoch.
	From int64 `json:"from"`
	To   int64 `json:"to"`
}

// CheckKeysResponse answers the resource "check-keys".
type CheckKeysResponse struct {
	// Series counts the series of the expression, Matched those that meet exactly one device or replica.
	Series  int `json:"series"`
	Matched int `json:"matched"`
	// Labels are the labels of the series, each with a value as an example.
	Labels []LabelExample `json:"labels"`
	// Suggested maps canonical labels to labels that look like them.
	Suggested map[string]string `json:"suggested"`
	// Unmatched names the first series that meet no or several things, with the reason.
	Unmatched []UnmatchedKey `json:"unmatched"`
	// Problems are sentences about the expression or the mapping as a whole.
	Problems []string `json:"problems"`
}

// LabelExample is a label with one of its values.
type LabelExample struct {
	Label   string `json:"label"`
	Example string `json:"example"`
}

// MigrateResponse answers the resource "migrate", whose body is a query's JSON: the query in the current version.
type MigrateResponse struct {
	// Query keeps the fields that this version does not know.
	Query json.RawMessage `json:"query" tstype:"Query"`
	// Notes tell what was changed.
	Notes []string `json:"notes"`
}

// FrameFacts are in meta.custom beside the coverage: what a panel needs to recognise and draw a frame.
type FrameFacts struct {
	QueryType QueryType `json:"queryType"`
	Format    Format    `json:"format"`
	// By is the key of a row.
	By []string `json:"by"`
	// Buckets are the bucket edges behind the quantile fields. A quantile lies between the two edges around it.
	Buckets []FieldBuckets `json:"buckets,omitempty"`
	// Estimates name the fields that are estimates, with what they are estimated from.
	Estimates map[string]string `json:"estimates,omitempty"`
	// Cost belongs to cost queries.
	Cost *CostFacts `json:"cost,omitempty"`
	// KVCache belongs to kvcache queries, Balance to the first frame of balance queries.
	KVCache *KVCacheFacts `json:"kvcache,omitempty"`
	Balance *BalanceFacts `json:"balance,omitempty"`
	// Part names a frame that is not the answer's first, such as "ranks".
	Part string `json:"part,omitempty"`
}

// FieldBuckets are the upper bounds of the buckets that a field's quantiles were read from, ascending, without +Inf.
type FieldBuckets struct {
	Field string `json:"field"`
	// Labels select the rows that have these edges; all where empty.
	Labels map[string]string `json:"labels,omitempty"`
	Le     []float64         `json:"le"`
}

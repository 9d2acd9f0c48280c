package models

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
}

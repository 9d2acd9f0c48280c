package models

// DoctorRequest asks what is there and what is missing (resource "doctor", for editors and administrators).
type DoctorRequest struct {
	// From and To bound the time range in milliseconds since the epoch.
	From int64 `json:"from"`
	To   int64 `json:"to"`
}

// DoctorResponse answers the resource "doctor". It holds inventory, but no address, PromQL of the user's or secret.
type DoctorResponse struct {
	// Level is the maturity reached, 0 to 4.
	Level int `json:"level"`
	// Levels are the rungs of the ladder, 0 first.
	Levels []MaturityLevel `json:"levels"`
	// Layers are the parts of the stack from the silicon to the bill.
	Layers []DoctorLayer `json:"layers"`
	// Signals is a row per canonical signal and system that reports it here, and one per signal that nobody reports.
	Signals []DoctorSignal `json:"signals"`
	// Next are the steps to take, the most useful first.
	Next []DoctorStep `json:"next"`
	// Labels are the labels that cost the store more than they tell, the costliest first.
	Labels []DoctorLabel `json:"labels"`
	// Notices are sentences that hold for the whole report, such as a family that did not answer.
	Notices []string `json:"notices"`
}

// MaturityLevel is a rung of the ladder from "nothing specific" (0) to "kernel and fabric depth" (4).
type MaturityLevel struct {
	Level   int    `json:"level"`
	Title   string `json:"title"`
	Reached bool   `json:"reached"`
	// Evidence are the facts for it, Missing what it still needs.
	Evidence []string `json:"evidence"`
	Missing  []string `json:"missing"`
}

// LayerState says how a layer of the stack is.
type LayerState string

const (
	// LayerReady has what the product's pages need, and it can be joined.
	LayerReady LayerState = "ready"
	// LayerPartial is seen, but something that the pages need is missing or cannot be joined.
	LayerPartial LayerState = "partial"
	// LayerMissing has no series.
	LayerMissing LayerState = "missing"
	// LayerUnreachable could not be asked.
	LayerUnreachable LayerState = "unreachable"
)

// DoctorLayer is one part of the stack: gpu, engine, platform, gateway, fabric, traces or cost.
type DoctorLayer struct {
	ID    string     `json:"id"`
	Title string     `json:"title"`
	State LayerState `json:"state"`
	// Summary is one sentence with the figures: "24 GPUs on 6 nodes, 22 owned".
	Summary string `json:"summary"`
	// Systems are the source systems seen in it.
	Systems []DoctorSystem `json:"systems"`
	// Present of Total signals that matter in this layer are there.
	Present int `json:"present"`
	Total   int `json:"total"`
	// Problems are sentences, the gravest first.
	Problems []string `json:"problems"`
}

// DoctorSystem is a source system as it was recognised.
type DoctorSystem struct {
	System string `json:"system"`
	Title  string `json:"title"`
	// Era is the generation of its metric names, where it can be told.
	Era string `json:"era,omitempty"`
	// Targets counts replicas, devices or scrape targets, as Of says in the plural.
	Targets int    `json:"targets"`
	Of      string `json:"of"`
	// Note says what is special about it, such as that it is a router and not an engine.
	Note string `json:"note,omitempty"`
}

// SignalState says whether a signal can be used.
type SignalState string

const (
	// SignalReady is there and can be joined.
	SignalReady SignalState = "ready"
	// SignalPartial is there for some of the things that could have it.
	SignalPartial SignalState = "partial"
	// SignalUnkeyed is there, but labels are missing by which it could be joined.
	SignalUnkeyed SignalState = "unkeyed"
	// SignalStale has series, but no recent samples.
	SignalStale SignalState = "stale"
	// SignalAbsent could be there, as the system is.
	SignalAbsent SignalState = "absent"
	// SignalNotReported is something that the system has no metric for.
	SignalNotReported SignalState = "not-reported"
)

// DoctorSignal is a canonical signal as one system reports it here.
type DoctorSignal struct {
	Signal string      `json:"signal"`
	Title  string      `json:"title"`
	Layer  string      `json:"layer"`
	Family string      `json:"family"`
	System string      `json:"system,omitempty"`
	State  SignalState `json:"state"`
	// Name is the metric under which it was found, newest name first where there are several.
	Names []string `json:"names"`
	// LookedFor are the names that were searched, where none was found.
	LookedFor []string `json:"looked_for,omitempty"`
	// On of Of replicas, devices or targets have it (OfWhat in the plural).
	On     int    `json:"on"`
	Of     int    `json:"of"`
	OfWhat string `json:"of_what"`
	// CadenceS is the scrape interval in seconds, 0 when unknown.
	CadenceS float64 `json:"cadence_s"`
	// NewestAgeS is the age of the newest sample at the end of the range in seconds; absent without samples.
	NewestAgeS *float64 `json:"newest_age_s,omitempty"`
	// Keys are the canonical labels by which it is keyed, MissingKeys those that a match still needs.
	Keys        []string `json:"keys"`
	MissingKeys []string `json:"missing_keys"`
	// Why is a sentence about what is wrong, empty when ready.
	Why string `json:"why,omitempty"`
	// SwitchOn is what turns it on: a flag, a scrape setting, a line of DCGM's field list.
	SwitchOn *DoctorStep `json:"switch_on,omitempty"`
}

// DoctorStep is something to do, with configuration to copy.
type DoctorStep struct {
	// ID is stable, for links and tests.
	ID    string `json:"id"`
	Title string `json:"title"`
	// Why says what it brings.
	Why string `json:"why"`
	// Layer and Level say where it counts; Level is the rung that it helps to reach.
	Layer string `json:"layer"`
	Level int    `json:"level"`
	// Signals are the canonical signals that it switches on.
	Signals []string `json:"signals,omitempty"`
	// Language of Code is yaml, csv, shell, promql or empty where there is nothing to copy.
	Language string `json:"language,omitempty"`
	// Where says which file or command the code belongs to.
	Where string `json:"where,omitempty"`
	Code  string `json:"code,omitempty"`
}

// DoctorLabel is a label with too many values to be a key.
type DoctorLabel struct {
	Label  string `json:"label"`
	Family string `json:"family"`
	// Metric is the one on which it costs most.
	Metric string `json:"metric"`
	// Values counts the label's values, Series the series that carry it.
	Values int `json:"values"`
	Series int `json:"series"`
	// Without is the number of series that would be left if the label were aggregated away.
	Without int    `json:"without"`
	Advice  string `json:"advice"`
}

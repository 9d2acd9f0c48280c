// Package cost divides the bill for GPUs among those who used them. The bill is Σ devices ∫ price dt over the time a
// device is present; rows of an answer add up to it. Times are ms since the epoch in UTC, so calendars and daylight
// saving play no part. It is pure: no HTTP, no SDK and no clock.
package cost

// Input is everything that a divided bill follows from.
type Input struct {
	Cells Cells
	// Usage books as idle the part of each allocation interval in which no work ran. Without it, an interval's money
	// belongs to the tokens made in it, and only one without a token is idle.
	Usage bool
	// Ratio is the declared share of the prompt, for engines that report no prefill and decode times; NaN without one.
	Ratio    float64
	Holdings []Holding
	Replicas []Replica
	Clients  []Client
	// WhoAt are the places in a row's key of the labels that only gateways know, such as the tenant; -1 for one that is
	// only filtered by. Without any, money is not divided by who asked.
	WhoAt []int
	// Keep tells whether rows of a client are shown; nil shows all. What is not shown stays in the bill.
	Keep func(who []string) bool
}

// Nobody is the replica of a holding whose money is unattributed: time that nobody owned, or a pod without engine series.
const Nobody = -1

// Holding is a device's time with one owner, or with nobody. Each replica has one more without any time, its home: what
// it made while no device was known to be its own belongs there.
type Holding struct {
	// Replica indexes Input.Replicas, or is Nobody.
	Replica int
	// Keys are the keys of the rows that the holding belongs to, one for each part of the replica, or a single one for
	// nobody's time; nil where a filter drops it. Labels that only gateways know are empty in them.
	Keys [][]string
	// Slice is the part of a card that the device is: a MIG slice's g ÷ the card's, else 1.
	Slice    float64
	Spans    []Span
	Tariff   Tariff
	Currency string
}

// Span is a stretch [From, To) in which an owner had a share of a device.
type Span struct {
	From, To int64
	Share    float64
}

// Replica is a pod that serves models, and what it did.
type Replica struct {
	// Role is prefill, decode, both or empty.
	Role string
	// Parts are the models it serves, at least one.
	Parts []Part
	// Running is the share of native samples with work running in each allocation interval, NaN where there is none;
	// nil without any. Only the usage basis reads it.
	Running []float64
}

// Part is what a replica did for one model. Slices have a value a cell, NaN where undefined; nil is not reported.
type Part struct {
	// Model names cluster and model: the halves of a prefill/decode pair have it in common.
	Model string
	// Scope is the finest key that gateways and engine have in common: the pod, else cluster and model. Empty is none.
	Scope string
	// Prompt, Cached and Generation are tokens, cached ones a part of the prompt's; Requests finished.
	Prompt, Cached, Generation, Requests []float64
	// Prefill and Decode are the seconds that finished requests spent in either phase.
	Prefill, Decode []float64
}

// Client is what a gateway counted for one of those who ask, within a scope. Slices are as in Part.
type Client struct {
	Scope string
	// Who are the values of the labels that only gateways know; empty for traffic that does not say.
	Who []string
	// Requests are those that were not errors.
	Prompt, Cached, Generation, Requests []float64
}

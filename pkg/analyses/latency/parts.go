// Package latency divides the mean end-to-end time of requests into queue, transfer, prefill, decode and what is left
// unexplained. It is pure: sums and counts of each replica in, means of each row out.
package latency

import "math"

// Sums are a histogram's sum in seconds and its count of requests at each step: rates in a time series, increases over
// the whole range otherwise. Both are nil where a replica does not report it, and NaN where it is undefined.
type Sums struct{ Sum, Count []float64 }

// Reported tells whether there is anything.
func (s Sums) Reported() bool { return s.Sum != nil && s.Count != nil }

// at is a step's sum and count; ok is false where either is undefined.
func (s Sums) at(step int) (sum, count float64, ok bool) {
	if !s.Reported() {
		return 0, 0, false
	}
	sum, count = s.Sum[step], s.Count[step]
	return sum, count, sum == sum && count == count
}

// Total is the count over all steps.
func (s Sums) Total() (n float64) {
	for _, v := range s.Count {
		if v == v {
			n += v
		}
	}
	return n
}

// Part is what one replica says of the requests of one row.
type Part struct {
	// Key holds the row's key labels.
	Key []string
	// Model is the model with its cluster, by which the halves of a prefill/decode pair and a gateway find each other.
	Model string
	// Role is prefill, decode, both or empty.
	Role string
	// Engine is the system's name, for reasons.
	Engine string
	// TransferInQueue says that the engine counts the wait for the KV cache as queue time.
	TransferInQueue bool

	Queue, Transfer, Prefill, Decode, E2E, TTFT Sums
}

// Gateway is what a gateway and its clients say of the requests of one row and model.
type Gateway struct {
	Key   []string
	Model string
	// Latency is the gateway's end to end, TTFT its time to the first token, ClientTTFT the client's.
	Latency, TTFT, ClientTTFT Sums
}

// Row is one row's means in seconds, a value a step, NaN where undefined.
type Row struct {
	Key []string
	// Pair says that a prefill and a decode role serve some of these requests together.
	Pair bool
	// Engine says that engines reported on the row, not only gateways.
	Engine bool

	Queue, Transfer, Prefill, Decode, Unexplained, E2E []float64
	// Requests are those with an end-to-end time: a second in a time series, in total otherwise.
	Requests []float64
	// Decomposed is the share of the requests whose phases are all known.
	Decomposed []float64
	// TTFT, GatewayTTFT and ClientTTFT are mean times to the first token as each of them saw it, GatewayGap the
	// gateway's less the engine's.
	TTFT, GatewayTTFT, ClientTTFT, GatewayGap []float64
}

// Result is all rows, and how much of the requests could be decomposed.
type Result struct {
	// Rows are in the order in which their keys came first.
	Rows []*Row
	// Decomposed is the share of all requests whose phases are all known; NaN without requests.
	Decomposed float64
}

// near is how far request counts may differ and still be the same requests.
const near = 0.1

// close tells whether two counts are of the same requests.
func close(a, b float64) bool { return math.Abs(a-b) <= near*math.Max(a, b) }

var undefined = math.NaN()

// over is a quotient, undefined where nothing was counted.
func over(sum, count float64) float64 {
	if !(count > 0) {
		return undefined
	}
	return sum / count
}

// Package remoteread speaks Prometheus's remote read protocol with streamed chunks: matchers and a time in, the raw
// samples of each series out. Samples travel as they are stored, which takes a fraction of the time that the same samples
// take as JSON. It knows nothing of HTTP.
//
// The protocol: https://prometheus.io/docs/prometheus/latest/querying/remote_read_api/
package remoteread

import "errors"

// ContentType is what an answer in streamed chunks is declared as, before its parameters.
const ContentType = "application/x-streamed-protobuf"

var (
	// ErrNotFloats says that a series has samples that are no plain numbers, or are stored in a form that is not known
	// here, such as native histograms. Nothing is said of them by leaving them out, so the whole answer is given up.
	ErrNotFloats = errors.New("a series holds something else than plain numbers")
	// ErrDamaged says that an answer breaks off or is not what it is declared as.
	ErrDamaged = errors.New("the stream of chunks is damaged")
)

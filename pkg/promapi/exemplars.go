package promapi

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
)

// Exemplars are the exemplars of the series an expression names.
type Exemplars struct {
	Series   []ExemplarSeries
	Warnings []string
	// Bytes is the size of the JSON read, after decompression.
	Bytes int64
	// Count is the number of exemplars over all series.
	Count int
}

// ExemplarSeries are the exemplars of one series, oldest first as stores answer
// them.
type ExemplarSeries struct {
	Labels    Labels // of the series
	Exemplars []Exemplar
}

// Exemplar is one observation that was picked out.
type Exemplar struct {
	Labels Labels // its own, such as trace_id
	Value  float64
	Time   int64 // ms since the epoch
}

// Exemplars asks for the exemplars of all series that the selectors of an
// expression match, between two instants in ms since the epoch.
//
// A store without the endpoint fails with KindNotOffered, which errors.Is finds
// as ErrNotOffered. No series and no error also come from stores that know the
// endpoint and keep none: VictoriaMetrics always, Prometheus without
// --enable-feature=exemplar-storage, Mimir with
// max_global_exemplars_per_user 0. Limits count an exemplar as a sample.
func (c *Client) Exemplars(ctx context.Context, expr string, fromMs, toMs int64) (*Exemplars, error) {
	switch {
	case expr == "":
		return nil, c.fail(&Error{Kind: KindInvalid, Message: "the expression is empty"})
	case toMs < fromMs:
		return nil, c.fail(&Error{Kind: KindInvalid, Message: "the range ends before it starts"})
	}
	form := url.Values{"query": {expr}, "start": {seconds(fromMs)}, "end": {seconds(toMs)}}
	var out *Exemplars
	err := c.ask(ctx, call{path: "/api/v1/query_exemplars", form: form}, func(b *body) (err error) {
		out, err = decodeExemplars(b, c.limits)
		return err
	})
	return out, notOffered(err, "exemplars")
}

// notOffered turns the error of an endpoint the store does not have into one
// that can be recognised; any other stays as it is.
func notOffered(err error, what string) error {
	var e *Error
	if !errors.As(err, &e) {
		return err
	}
	missing := e.Status == http.StatusNotFound || e.Status == http.StatusNotImplemented || e.Status == http.StatusMethodNotAllowed ||
		e.Status == http.StatusBadRequest && strings.Contains(e.Snippet, "unsupported path requested") // VictoriaMetrics
	if !missing {
		return err
	}
	return &Error{Family: e.Family, Kind: KindNotOffered, Status: e.Status, Message: what, cause: ErrNotOffered}
}

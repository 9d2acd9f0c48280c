package promapi

import (
	"context"
	"net/url"
	"strconv"
)

// LabelNames lists the names of the labels on the series that any of the
// selectors matches (all series without selectors) between two instants in ms
// since the epoch; 0 leaves that side of the range to the store. Give both:
// what a store takes for a missing side differs (everything in Prometheus, the
// last day in VictoriaMetrics, what is configured in Thanos).
func (c *Client) LabelNames(ctx context.Context, matches []string, startMs, endMs int64) ([]string, error) {
	return c.names(ctx, call{path: "/api/v1/labels", form: selection(matches, startMs, endMs)})
}

// LabelValues lists the values a label takes on the series that any of the
// selectors matches (all series without selectors) between two instants, as for
// LabelNames.
func (c *Client) LabelValues(ctx context.Context, label string, matches []string, startMs, endMs int64) ([]string, error) {
	if label == "" {
		return nil, c.fail(&Error{Kind: KindInvalid, Message: "the label name is empty"})
	}
	path := "/api/v1/label/" + url.PathEscape(label) + "/values"
	return c.names(ctx, call{path: path, form: selection(matches, startMs, endMs), get: true})
}

// Series lists the label sets of the series that any of the selectors matches
// between two instants, as for LabelNames.
func (c *Client) Series(ctx context.Context, matches []string, startMs, endMs int64) ([]Labels, error) {
	if len(matches) == 0 {
		return nil, c.fail(&Error{Kind: KindInvalid, Message: "series need at least one selector"})
	}
	var sets []Labels
	err := c.ask(ctx, call{path: "/api/v1/series", form: selection(matches, startMs, endMs)}, func(b *body) error {
		found, notes, err := decodeLabelSets(b, c.limits)
		sets = found
		notice(ctx, notes)
		return err
	})
	return sets, err
}

// Metadata is what the exporters say of a metric. Every field may be empty.
type Metadata struct {
	Type string // counter, gauge, histogram, summary, …
	Help string
	Unit string
}

// Metadata lists what is known of metrics, by name; of one metric when a name
// is given. Exporters that differ give a metric several entries. A limit above 0
// bounds the number of metrics on the store's side. Stores answer what they
// scrape now, whatever the time range of a query: Prometheus forgets targets
// that are gone, and old versions of VictoriaMetrics answer nothing.
func (c *Client) Metadata(ctx context.Context, metric string, limit int) (map[string][]Metadata, error) {
	form := url.Values{}
	if metric != "" {
		form.Set("metric", metric)
	}
	if limit > 0 {
		form.Set("limit", strconv.Itoa(limit))
	}
	var found map[string][]Metadata
	err := c.ask(ctx, call{path: "/api/v1/metadata", form: form, get: true}, func(b *body) (err error) {
		var notes []string
		found, notes, err = decodeMetadata(b, c.limits)
		notice(ctx, notes)
		return err
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

func (c *Client) names(ctx context.Context, k call) ([]string, error) {
	var values []string
	err := c.ask(ctx, k, func(b *body) error {
		found, notes, err := decodeStrings(b, c.limits)
		values = found
		notice(ctx, notes)
		return err
	})
	return values, err
}

func selection(matches []string, startMs, endMs int64) url.Values {
	form := url.Values{}
	if len(matches) > 0 {
		form["match[]"] = matches
	}
	if startMs != 0 {
		form.Set("start", seconds(startMs))
	}
	if endMs != 0 {
		form.Set("end", seconds(endMs))
	}
	return form
}

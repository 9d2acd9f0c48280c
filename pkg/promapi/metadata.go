package promapi

import (
	"context"
	"net/url"
)

// LabelValues lists the values a label takes on the series that any of the
// selectors matches (all series without selectors) between two instants in ms
// since the epoch; 0 leaves that side of the range to the store.
func (c *Client) LabelValues(ctx context.Context, label string, matches []string, startMs, endMs int64) ([]string, error) {
	if label == "" {
		return nil, c.fail(&Error{Kind: KindInvalid, Message: "the label name is empty"})
	}
	resp, err := c.send(ctx, call{
		path: "/api/v1/label/" + url.PathEscape(label) + "/values",
		form: selection(matches, startMs, endMs),
		get:  true,
	})
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	var values []string
	err = c.read(ctx, resp, func(b *body) error {
		values, err = decodeStrings(b, c.limits)
		return err
	})
	return values, err
}

// Series lists the label sets of the series that any of the selectors matches
// between two instants in ms since the epoch; 0 leaves a side to the store.
func (c *Client) Series(ctx context.Context, matches []string, startMs, endMs int64) ([]Labels, error) {
	if len(matches) == 0 {
		return nil, c.fail(&Error{Kind: KindInvalid, Message: "series need at least one selector"})
	}
	resp, err := c.send(ctx, call{path: "/api/v1/series", form: selection(matches, startMs, endMs)})
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	var sets []Labels
	err = c.read(ctx, resp, func(b *body) error {
		sets, err = decodeLabelSets(b, c.limits)
		return err
	})
	return sets, err
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

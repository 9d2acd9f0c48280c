package promapi

import (
	"context"
	"slices"
	"strconv"
	"strings"
)

// mostLabelKinds is more than the series of one metric come in.
const mostLabelKinds = 20

// labelKinds are one series for each set of label names that an answer has.
type labelKinds []Labels

// see takes a series; false where there are too many kinds.
func (k *labelKinds) see(ls Labels) bool {
	for i := len(*k) - 1; i >= 0; i-- {
		if slices.EqualFunc((*k)[i], ls, func(a, b Label) bool { return a.Name == b.Name }) {
			return true
		}
	}
	*k = append(*k, slices.Clone(ls))
	return len(*k) <= mostLabelKinds
}

// ownLabels tells whether series have the labels in the store that came with their samples. A Prometheus adds its
// external labels to what it gives away, and to no answer of a query. One series tells for all with the same names.
func (c *Client) ownLabels(ctx context.Context, kinds labelKinds, q RangeQuery) bool {
	var selectors, names []string
	var open labelKinds
	for _, ls := range kinds {
		if name := namesOf(ls); !c.samples.verified(name) {
			selectors, names, open = append(selectors, selectorOf(ls)), append(names, name), append(open, ls)
		}
	}
	if len(open) == 0 {
		return true
	}
	found, err := c.Series(ctx, selectors, q.Start-q.Window.Length, q.End)
	if err != nil {
		return false
	}
	for _, ls := range open {
		if !slices.ContainsFunc(found, func(x Labels) bool { return slices.Equal(x, ls) }) {
			return false
		}
	}
	c.samples.verify(names)
	return true
}

// namesOf are the names of a series' labels, and the metric's own.
func namesOf(ls Labels) string {
	var b strings.Builder
	b.WriteString(ls.Get("__name__"))
	for _, l := range ls {
		b.WriteString("\xff" + l.Name)
	}
	return b.String()
}

// selectorOf selects a series by all its labels.
func selectorOf(ls Labels) string {
	parts := make([]string, len(ls))
	for i, l := range ls {
		parts[i] = strconv.Quote(l.Name) + "=" + strconv.Quote(l.Value) // as Prometheus 3 takes any name
	}
	return "{" + strings.Join(parts, ",") + "}"
}

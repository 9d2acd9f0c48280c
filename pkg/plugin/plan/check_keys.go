package plan

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

const (
	// checkPoints is at how many instants of the range an expression is tried.
	checkPoints = 20
	// maxCheckedValues bounds the values of a label that are compared with what is known.
	maxCheckedValues = 1000
)

// CheckKeys tries an own PromQL expression: what labels it has, which of them look like keys, and how many of its
// series meet exactly one device or replica.
func CheckKeys(ctx context.Context, env Env, memo *Memo, req models.CheckKeysRequest) (models.CheckKeysResponse, error) {
	out := models.CheckKeysResponse{Labels: []models.LabelExample{}, Suggested: map[string]string{}, Unmatched: []models.UnmatchedKey{}, Problems: []string{}}
	if strings.TrimSpace(req.Expr) == "" {
		return out, models.Fieldf("expr", "is empty; write a PromQL expression")
	}
	if req.To <= req.From {
		return out, models.Fieldf("to", "the range is empty")
	}
	for name := range req.Keys {
		if err := models.OneOf("keys", name, catalog.Canonical()...); err != nil {
			return out, err
		}
	}
	l, err := list(ctx, env, memo, Request{From: req.From, To: req.To}, nil)
	if err != nil {
		return out, err
	}
	c := &keyCheck{listing: l, keys: map[string]string{}, out: out}
	for name, own := range req.Keys {
		if own = strings.TrimSpace(own); own != "" {
			c.keys[name] = own
		}
	}
	m, err := c.try(ctx, req.Expr)
	var refused *promapi.Error
	if errors.As(err, &refused) && refused.Kind == promapi.KindQuery {
		c.problem("The store refuses the expression: %s", refused.Message)
		return c.out, nil
	}
	if err != nil {
		return out, err
	}
	c.series(m)
	return c.out, nil
}

// keyCheck is one check on its way.
type keyCheck struct {
	*listing
	keys map[string]string
	out  models.CheckKeysResponse
}

func (c *keyCheck) problem(format string, args ...any) {
	c.out.Problems = append(c.out.Problems, fmt.Sprintf(format, args...))
}

// try evaluates the expression at some instants of the range, as a graph would.
func (c *keyCheck) try(ctx context.Context, expr string) (*promapi.Matrix, error) {
	step := max((c.req.To-c.req.From)/checkPoints, second)
	grid := join.WholeGrid(c.req.From, c.req.To, step)
	r := &reader{s: c.session, w: c.world, grid: grid, steps: grid.PerStep(), table: true, scrape: c.scrape(c.world)}
	return c.at(ownPromQL).over(ctx, r.macros(expr), c.req.From, c.req.To, step)
}

// series looks at what the expression gave.
func (c *keyCheck) series(m *promapi.Matrix) {
	c.out.Series = len(m.Series)
	if len(m.Series) == 0 {
		c.problem("The expression has no series in this range.")
		return
	}
	values := seriesLabels(m)
	for _, name := range sortedNames(values) {
		c.out.Labels = append(c.out.Labels, models.LabelExample{Label: name, Example: values[name][0]})
	}
	if len(values) == 0 {
		c.problem("The series have no labels: keep some with by (pod), by (UUID) or the like.")
		return
	}
	c.out.Suggested = c.suggest(values)
	for _, name := range sortedNames(c.keys) {
		if own := c.keys[name]; values[own] == nil {
			c.problem("No series has the label %s, which %s is to come from.", own, name)
		}
	}
	c.match(m)
}

// match counts the series that meet exactly one thing, and says of the first others why they do not.
func (c *keyCheck) match(m *promapi.Matrix) {
	if len(c.keys) == 0 {
		c.problem("No label is declared as a key yet.")
		return
	}
	if c.keys[catalog.LabelGPUUUID] == "" && c.keys[catalog.LabelPod] == "" {
		c.problem("Neither gpu_uuid nor pod is a key: series are given to the one row of the answer that has all of their labels, so the grain must be as coarse as they are.")
	}
	for _, x := range m.Series {
		labels := labelMap(x.Labels)
		why := c.unmatched(labels)
		if why == "" {
			c.out.Matched++
			continue
		}
		if len(c.out.Unmatched) < maxUnmatched {
			c.out.Unmatched = append(c.out.Unmatched, models.UnmatchedKey{Key: c.keyText(labels), Why: why})
		}
	}
	if c.out.Matched == 0 {
		c.problem("No series meets exactly one device or replica.")
	}
}

// keyText is a series' values of the declared keys.
func (c *keyCheck) keyText(labels map[string]string) string {
	var out []string
	for _, name := range sortedNames(c.keys) {
		out = append(out, name+"="+labels[c.keys[name]])
	}
	return strings.Join(out, ", ")
}

// canonical are the declared keys of a series; missing is the first label that it does not have.
func (c *keyCheck) canonical(labels map[string]string) (keys map[string]string, missing string) {
	keys = map[string]string{}
	for _, name := range sortedNames(c.keys) {
		v := labels[c.keys[name]]
		if v == "" && missing == "" {
			missing = c.keys[name]
		}
		if name == catalog.LabelGPUUUID {
			v = catalog.NormalizeUUID(v)
		}
		keys[name] = v
	}
	return keys, missing
}

// unmatched says why a series meets nothing, or too much; "" where it meets one thing. A label that is missing is as
// good as an empty one, as long as that is what the thing has too.
func (c *keyCheck) unmatched(labels map[string]string) string {
	keys, missing := c.canonical(labels)
	why := ""
	switch {
	case c.keys[catalog.LabelGPUUUID] != "":
		why = met(len(c.world.devicesLike(keys)), "device", "add node, cluster or mig_id as a key")
	case c.keys[catalog.LabelPod] != "":
		why = met(len(c.world.replicasLike(keys)), "replica", "add namespace or cluster as a key")
	case !c.somewhere(keys):
		why = "no device or replica has these labels"
	}
	if why != "" && missing != "" {
		return "the series has no label " + missing
	}
	return why
}

func met(n int, what, todo string) string {
	switch n {
	case 0:
		return "no " + what + " that was seen in this range has these labels"
	case 1:
		return ""
	}
	return fmt.Sprintf("%d %ss have these labels; %s", n, what, todo)
}

// somewhere tells whether a device or replica has all of the labels.
func (c *keyCheck) somewhere(keys map[string]string) bool {
	for _, p := range c.places() {
		for _, model := range c.world.ModelsOf(p.Replica) {
			get := c.world.LabelsOf(p.Device, p.Replica, model, nil)
			fits := true
			for name, v := range keys {
				// Tenants and the like are known to the series alone.
				fits = fits && (get(name) == v || get(name) == "" && slices.Contains(ownKeys, name))
			}
			if fits {
				return true
			}
		}
	}
	return false
}

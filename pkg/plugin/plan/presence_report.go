package plan

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// bySettings stands for the data source's settings where they, and no system, tell a signal.
const bySettings = "settings"

// Presence finds out which canonical signals are there in a range, and by which systems. It asks for names only, for
// many at once: never a request per signal.
func Presence(ctx context.Context, env Env, memo *Memo, req models.PresenceRequest) (models.PresenceResponse, error) {
	p := &presenceReport{session: &session{env: env, memo: memo}, req: req, present: map[string]map[string]bool{}}
	if req.To <= req.From {
		return models.PresenceResponse{}, models.Fieldf("to", "the range is empty")
	}
	var names []wanted
	for _, sig := range env.Catalog.Signals() {
		p.alts = append(p.alts, env.Catalog.Alternatives(sig.ID)...)
	}
	for _, a := range p.alts {
		for _, n := range a.Names() {
			names = append(names, wanted{env.family(a), n})
		}
	}
	var err error
	if p.have, err = p.discover(ctx, append(names, p.worldNames()...), nil, req.From, req.To); err != nil {
		return models.PresenceResponse{}, err
	}
	if err := p.look(ctx); err != nil {
		return models.PresenceResponse{}, err
	}
	p.derive()
	out := models.PresenceResponse{Present: map[string][]string{}}
	for id, systems := range p.present {
		out.Present[id] = slices.Sorted(maps.Keys(systems))
	}
	return out, nil
}

type presenceReport struct {
	*session
	req  models.PresenceRequest
	alts []catalog.Alternative
	have names
	// present holds the systems by signal.
	present map[string]map[string]bool
}

func (p *presenceReport) add(signal, system string) {
	if p.present[signal] == nil {
		p.present[signal] = map[string]bool{}
	}
	p.present[signal][system] = true
}

// look takes alternatives by their names. Systems reuse each other's names, so the series of those with conditions are
// asked for with these, in one request for all alternatives with the same.
func (p *presenceReport) look(ctx context.Context) error {
	unsure := map[string][]catalog.Alternative{}
	for _, a := range p.alts {
		switch {
		case !p.exists(a, func(n string) bool { return p.have.in(a, n) }):
		case len(a.Matchers()) > 0:
			key := p.env.endpoint(p.env.family(a)) + conditions(a)
			unsure[key] = append(unsure[key], a)
		default:
			p.add(a.Signal, a.System)
		}
	}
	groups := slices.Sorted(maps.Keys(unsure))
	found := make([]map[string]bool, len(groups))
	err := each(ctx, len(groups), func(ctx context.Context, i int) error {
		alts := unsure[groups[i]]
		var names []string
		for _, a := range alts {
			names = append(names, a.Names()...)
		}
		slices.Sort(names)
		found[i] = map[string]bool{}
		return p.of(alts[0]).exist(ctx, slices.Compact(names), found[i], alts[0].Matchers(), p.req.From, p.req.To)
	})
	if err != nil {
		return err
	}
	for i, key := range groups {
		for _, a := range unsure[key] {
			if p.exists(a, func(n string) bool { return found[i][n] }) {
				p.add(a.Signal, a.System)
			}
		}
	}
	return nil
}

// exists tells whether an alternative can be read with any statistic.
func (p *presenceReport) exists(a catalog.Alternative, has func(name string) bool) bool {
	if a.Kind == catalog.KindDistribution && a.Numerator == "" {
		return has(a.Metric+"_bucket") || has(a.Metric+"_sum") && has(a.Metric+"_count") || has(a.Metric)
	}
	return !slices.ContainsFunc(a.ExposedNames(), func(n string) bool { return !has(n) && !slices.Contains(a.Optional, n) })
}

// conditions tells alternatives with different matchers apart.
func conditions(a catalog.Alternative) string {
	var out []string
	for _, m := range a.Matchers() {
		out = append(out, m.String())
	}
	return fmt.Sprintf("{%s}", strings.Join(out, ","))
}

// states adds those that are found by watching others, where the first of these is there.
func (p *presenceReport) states() {
	for state, inputs := range stateInputs {
		for system := range p.present[inputs[0]] {
			p.add(state, system)
		}
	}
}

// derive adds the signals that have no series of their own.
func (p *presenceReport) derive() {
	if len(p.env.Settings.Prices) > 0 {
		p.add(signalPrice, bySettings)
	}
	for system := range p.present[signalPrice] {
		p.add(signalCost, system)
	}
	p.states()
	for _, sys := range p.env.Catalog.Systems() {
		if len(presenceNames(sys, p.have)) > 0 && sys.Role == catalog.RoleGPU {
			p.add(signalCount, sys.ID)
		}
	}
}

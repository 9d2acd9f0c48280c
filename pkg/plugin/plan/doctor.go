package plan

import (
	"context"
	"fmt"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/analyses/doctor"
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// doctorWindow is how far back the doctor looks for devices, replicas and exemplars.
const doctorWindow = 15 * minute

// examination is one look at everything that is there.
type examination struct {
	*session
	req  models.DoctorRequest
	have names
	all  []*cohort
	// things counts what each system has, by system and sort; ages and cadences are in seconds, by system.
	things         map[thingKey]int
	ages, cadences map[string]float64
	// unions counts the things that have any of a signal's names, where several of them may be on one.
	unions map[unionKey]int
	// gone holds the age of the newest sample of names without samples now, by cohort and name.
	gone   map[goneKey]float64
	traces doctor.Traces
	// named are traces that exemplars name, tracedPods the pods that newest traces are of.
	named      []namedTrace
	tracedPods []string
	// podless counts by engine the replicas without a pod and without a known GPU.
	podless map[string]int
	// ownerless tells that there are devices and replicas, and no device whose owner is known.
	ownerless bool
	costs     []doctor.LabelCost
}

type thingKey struct{ system, of string }

type unionKey struct{ system, signal string }

type goneKey struct {
	cohort *cohort
	name   string
}

// Doctor tells what is there and what is missing. The number of its requests follows from the catalog and the endpoints,
// not from the size of the fleet.
func Doctor(ctx context.Context, env Env, memo *Memo, req models.DoctorRequest) (models.DoctorResponse, error) {
	d := &examination{session: &session{env: env, memo: memo}, req: req, things: map[thingKey]int{}, ages: map[string]float64{},
		cadences: map[string]float64{}, unions: map[unionKey]int{}, gone: map[goneKey]float64{}}
	if req.To <= req.From {
		return models.DoctorResponse{}, models.Fieldf("to", "the range is empty")
	}
	var err error
	if d.have, err = d.discover(ctx, d.candidates(), nil, req.From, req.To); err != nil {
		return models.DoctorResponse{}, err
	}
	d.all = d.cohorts()
	var found models.HealthDetails
	var w *world
	err = each(ctx, 4, func(ctx context.Context, i int) (err error) {
		switch i {
		case 0:
			found, w, err = d.count(ctx, d.have, max(req.From, req.To-doctorWindow), req.To)
		case 1:
			err = d.look(ctx)
		case 2:
			err = d.lookForTraces(ctx)
		case 3:
			err = d.lookAtLabels(ctx)
		}
		return err
	})
	if err != nil {
		return models.DoctorResponse{}, err
	}
	return doctor.Judge(d.facts(found, w)), nil
}

// candidates are all names of the catalog.
func (d *examination) candidates() []wanted {
	var out []wanted
	for _, sig := range d.env.Catalog.Signals() {
		for _, a := range d.env.Catalog.Alternatives(sig.ID) {
			for _, n := range a.Names() {
				out = append(out, wanted{d.env.family(a), n})
			}
		}
	}
	for _, sys := range d.env.Catalog.Systems() {
		for _, n := range sys.Presence {
			out = append(out, wanted{roleFamilies[sys.Role], n})
		}
	}
	return append(out, d.worldNames()...)
}

// look reads an example of each name and scrape job, then counts, then what is gone.
func (d *examination) look(ctx context.Context) error {
	var asks []ask
	for _, c := range d.all {
		asks = append(asks, ask{c.family, fmt.Sprintf("topk by (__name__, job) (1, %s)", c.selector()), func(labels map[string]string, _ float64) {
			name := labels["__name__"]
			c.examples[name] = append(c.examples[name], labels)
		}})
	}
	if err := d.put(ctx, d.req.To, asks); err != nil {
		return err
	}
	if err := d.put(ctx, d.req.To, slices.Concat(d.countAsks(), d.thingAsks(), d.goneAsks())); err != nil {
		return err
	}
	return d.put(ctx, d.req.To, d.endedAsks())
}

// countAsks count the things that have each name, and where names rival each other those that have any of them.
func (d *examination) countAsks() []ask {
	var out []ask
	for _, c := range d.all {
		if len(c.examples) == 0 {
			continue
		}
		id := c.identity(d.env.clusterLabel())
		out = append(out, ask{c.family, fmt.Sprintf("count by (__name__) (group %s (%s))", by(append([]string{"__name__"}, id...)), c.selector()),
			func(labels map[string]string, v float64) { c.counts[labels["__name__"]] = int(v) }})
		for signal, names := range c.rivals() {
			key := unionKey{c.system.ID, signal}
			out = append(out, ask{c.family, fmt.Sprintf("count(group %s (%s))", by(id), catalog.SelectorOfAny(names, c.matchers...)),
				func(_ map[string]string, v float64) { d.unions[key] = max(d.unions[key], int(v)) }})
		}
	}
	return out
}

// rivals are the signals of which several names have samples.
func (c *cohort) rivals() map[string][]string {
	out := map[string][]string{}
	for _, a := range c.alts {
		for _, n := range c.names {
			if slices.Contains(a.Names(), n) && c.live(n) && !slices.Contains(out[a.Signal], n) {
				out[a.Signal] = append(out[a.Signal], n)
			}
		}
	}
	for signal, names := range out {
		if len(names) < 2 {
			delete(out, signal)
		}
	}
	return out
}

// thingAsks count what each system has, when its newest sample was taken and how often it is scraped.
func (d *examination) thingAsks() []ask {
	var out []ask
	for _, c := range d.all {
		if len(c.examples) == 0 {
			continue
		}
		key, sel := thingKey{c.system.ID, c.of}, c.presence(d)
		out = append(out, ask{c.family, fmt.Sprintf("count(group %s (%s))", by(c.identity(d.env.clusterLabel())), sel),
			func(_ map[string]string, v float64) { d.things[key] = max(d.things[key], int(v)) }})
	}
	for _, c := range d.clocks() {
		out = append(out, d.newestAsk(c), d.cadenceAsk(c, 0))
	}
	return out
}

// presence selects what shows that the cohort's things are there.
func (c *cohort) presence(d *examination) string {
	names := c.system.Presence
	if c.of == ofDevices && c.system.Role == catalog.RoleEngine {
		names = c.system.DevicePresence
	}
	var there []string
	for _, n := range names {
		if d.have.at(c.family, n) {
			there = append(there, n)
		}
	}
	if len(there) == 0 {
		return c.selector()
	}
	return catalog.SelectorOfAny(there, c.system.PresenceAlternative(there[0]).Matchers()...)
}

func (c *cohort) firstLive() string {
	for _, n := range c.names {
		if c.live(n) {
			return n
		}
	}
	return c.names[0]
}

// goneAsks look for the newest sample of names that have none now.
func (d *examination) goneAsks() []ask {
	var out []ask
	length := d.req.To - d.req.From
	for _, c := range d.all {
		for _, n := range c.names {
			if c.live(n) {
				continue
			}
			key := goneKey{c, n}
			out = append(out, ask{c.family, fmt.Sprintf("max(max_over_time(timestamp(%s)[%s:%s]))", catalog.SelectorOf(n, c.matchers...),
				duration(length), duration(max(minute, length/100))), func(_ map[string]string, v float64) {
				d.gone[key] = max(0, float64(d.req.To)/1000-v)
			}})
		}
	}
	return out
}

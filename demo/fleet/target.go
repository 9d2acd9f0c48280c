package fleet

import (
	"time"

	"github.com/prometheus/prometheus/model/exemplar"
	"github.com/prometheus/prometheus/model/labels"

	"github.com/tokenpath/tokenpath/demo/store"
)

// Sink takes samples in the order of their scrapes. *store.Batch is one.
type Sink interface {
	AppendTo(s *store.Series, tMs int64, v float64, exemplars ...exemplar.Exemplar) error
	Commit() error
}

// Target is one scraped endpoint of the fleet.
type Target struct {
	// Job and Instance are the labels of the same name.
	Job, Instance string
	// Interval between scrapes.
	Interval time.Duration

	fleet    *Fleet
	cluster  string
	labels   []string  // name and value in turn, from discovery
	honor    bool      // labels of the exposition win over those of discovery
	from, to time.Time // its life; to is zero while no end is planned

	answers    func() bool // the endpoint is up; nil: always
	generation func() int  // grows with every change of its set of series
	prepare    func()      // called right before a scrape; may be nil
	frozen     func() bool // the endpoint repeats what it showed last; nil: never
	fill       func(x *exposition)

	next  time.Time // its next scrape
	built *page
	up    *store.Series
	ended bool
}

// page is the exposition as it was built last, with the series it goes to.
type page struct {
	generation int
	probes     []probe
	series     [][]*store.Series // per probe, in the order of its values
	index      map[uint64]*store.Series
	shown      bool             // the last scrape wrote it
	values     [][]float64      // of the last scrape, per probe
	traced     map[[2]int]int64 // when the exemplar shown last was seen, per value
}

// first aligns the target's scrapes: a constant offset that depends on nothing
// but its name, as Prometheus spreads them.
func (t *Target) first(begin time.Time) {
	offset := time.Duration(hash(t.Job, t.Instance)%uint64(t.Interval.Milliseconds())) * time.Millisecond
	t.next = begin.Truncate(t.Interval).Add(offset)
	if t.next.Before(begin) {
		t.next = t.next.Add(t.Interval)
	}
}

// due runs the target's scrapes before the given instant. Every one of them
// sees the world as it is now.
func (t *Target) due(sink Sink, before time.Time) error {
	for t.next.Before(before) {
		at := t.next
		t.next = at.Add(t.Interval)
		if at.Before(t.from) || t.ended {
			continue
		}
		if err := t.scrape(sink, at); err != nil {
			return err
		}
	}
	return nil
}

func (t *Target) scrape(sink Sink, at time.Time) error {
	ts := at.UnixMilli()
	if !t.to.IsZero() && !at.Before(t.to) {
		t.ended = true
		return t.vanish(sink, ts, true)
	}
	if t.up == nil {
		t.up = &store.Series{Labels: t.stored(named("up", nil))}
	}
	if t.answers != nil && !t.answers() {
		if err := t.vanish(sink, ts, false); err != nil {
			return err
		}
		return sink.AppendTo(t.up, ts, 0)
	}
	if err := t.show(sink, ts); err != nil {
		return err
	}
	return sink.AppendTo(t.up, ts, 1)
}

// show writes what the endpoint exposes now, or once more what it showed last.
func (t *Target) show(sink Sink, ts int64) error {
	if t.frozen != nil && t.built != nil && t.frozen() {
		return t.built.repeat(sink, ts)
	}
	if t.prepare != nil {
		t.prepare()
	}
	if err := t.refresh(sink, ts); err != nil {
		return err
	}
	return t.built.write(sink, ts)
}

// refresh builds the page if its set of series has changed and marks those that
// have left it as stale.
func (t *Target) refresh(sink Sink, ts int64) error {
	old := t.built
	if old != nil && old.generation == t.generation() {
		return nil
	}
	t.built = t.build(old)
	if old == nil || !old.shown {
		return nil
	}
	for _, list := range old.series {
		for _, s := range list {
			if t.built.index[s.Labels.Hash()] != nil {
				continue
			}
			if err := sink.AppendTo(s, ts, store.Stale()); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *Target) build(old *page) *page {
	var x exposition
	t.fill(&x)
	p := &page{generation: t.generation(), probes: x.probes, index: map[uint64]*store.Series{}, traced: map[[2]int]int64{}, values: make([][]float64, len(x.probes))}
	for _, pr := range x.probes {
		list := make([]*store.Series, len(pr.raw))
		for i, raw := range pr.raw {
			list[i] = p.take(old, t.stored(raw))
		}
		p.series = append(p.series, list)
	}
	return p
}

// take reuses the series of the page before, which knows where it is stored.
func (p *page) take(old *page, lbls labels.Labels) *store.Series {
	key := lbls.Hash()
	var s *store.Series
	if old != nil {
		s = old.index[key]
	}
	if s == nil {
		s = &store.Series{Labels: lbls}
	}
	p.index[key] = s
	return s
}

func (p *page) write(sink Sink, ts int64) error {
	p.shown = true
	for i, pr := range p.probes {
		p.values[i] = pr.read(p.values[i][:0])
		for j, s := range p.series[i] {
			if err := sink.AppendTo(s, ts, p.values[i][j], p.fresh(pr, i, j)...); err != nil {
				return err
			}
		}
	}
	return nil
}

// repeat writes the values of the scrape before.
func (p *page) repeat(sink Sink, ts int64) error {
	for i, values := range p.values {
		for j, v := range values {
			if err := sink.AppendTo(p.series[i][j], ts, v); err != nil {
				return err
			}
		}
	}
	return nil
}

// fresh is the exemplar of a value, unless the scrape before has shown it.
func (p *page) fresh(pr probe, i, j int) []exemplar.Exemplar {
	if pr.trace == nil {
		return nil
	}
	e := pr.trace(j)
	if e == nil {
		return nil
	}
	at := [2]int{i, j}
	if p.traced[at] == e.Ts {
		return nil
	}
	p.traced[at] = e.Ts
	return []exemplar.Exemplar{*e}
}

// vanish marks everything that the last scrape wrote as stale, and up too when
// the target itself is gone.
func (t *Target) vanish(sink Sink, ts int64, gone bool) error {
	if gone && t.up != nil {
		if err := sink.AppendTo(t.up, ts, store.Stale()); err != nil {
			return err
		}
	}
	if t.built == nil || !t.built.shown {
		return nil
	}
	t.built.shown = false
	for _, list := range t.built.series {
		for _, s := range list {
			if err := sink.AppendTo(s, ts, store.Stale()); err != nil {
				return err
			}
		}
	}
	return nil
}

// stored is what Prometheus keeps of an exposed series: labels of discovery are
// added; where both have one, the exposed label is kept (honorLabels) or
// renamed to exported_.
func (t *Target) stored(raw labels.Labels) labels.Labels {
	b := labels.NewBuilder(raw)
	for i := 0; i < len(t.labels); i += 2 {
		name, value := t.labels[i], t.labels[i+1]
		own := raw.Get(name)
		if own != "" && t.honor {
			continue
		}
		if own != "" {
			b.Set("exported_"+name, own)
		}
		b.Set(name, value)
	}
	return b.Labels()
}

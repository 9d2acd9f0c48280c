package acceptance_test

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
)

// trait is something that can go on in a random fleet. Each draws from a source of its own, so that leaving one out
// changes nothing else: that is how a failing fleet is made smaller.
type trait string

var traits = []trait{"clusters", "prices", "moves", "sharing", "mig", "recut", "restarts", "resets", "edges", "ranks", "gaps",
	"long gaps", "phases", "skew", "names", "rolling", "twins", "silent", "dead labels", "a single sample", "idle", "kube"}

// recipe says which fleet is meant: the same recipe is always the same fleet.
type recipe struct {
	seed    uint64
	without []trait
}

// draw is the source of a trait's choices about one thing; nil where the trait is left out.
func (r recipe) draw(t trait, thing ...any) *rand.Rand {
	if slices.Contains(r.without, t) {
		return nil
	}
	h := fnv.New64a()
	fmt.Fprint(h, t, thing)
	return rand.New(rand.NewPCG(r.seed, h.Sum64()))
}

// happens is draw for one in n things.
func (r recipe) happens(t trait, n int, thing ...any) *rand.Rand {
	if d := r.draw(t, thing...); d != nil && d.IntN(n) == 0 {
		return d
	}
	return nil
}

// anyFleet is a world as it really was. Times are seconds of the fixture.
type anyFleet struct {
	recipe
	clusters []*region
}

// watch is how a target is scraped, and by how many seconds its clock is ahead.
type watch struct {
	scrape
	skew int
}

// region is a cluster with its nodes and pods.
type region struct {
	name   string
	nodes  []*machine
	pods   []*worker
	twins  bool
	kube   watch
	hasK8s bool
}

// machine is a node: one exporter, one price.
type machine struct {
	watch
	name   string
	naming naming
	era49  bool
	cards  []*gpu
	// price per GPU-hour, read at the instants of paid.
	price steps
	paid  watch
}

// gpu is a card. What it is cut into changes over time.
type gpu struct {
	uuid     string
	index    int
	node     int
	from, to int
	layouts  []layout
	watts    steps
}

// layout is how a card is cut from a second on: one slice of seven sevenths is the whole card.
type layout struct {
	from   int
	slices []*slot
}

// slot is a device: a card or one of its slices, and who holds it.
type slot struct {
	mig, profile string
	part         float64
	held         []holding
	tensor       steps
	memory       float64
}

// holding says who holds a device from a second on.
type holding struct {
	from int
	pods []*worker
}

// worker is a pod with an engine.
type worker struct {
	watch
	name, model string
	node        int
	sglang      bool
	tp          int
	ranks       []steps // tokens a second of each data parallel rank
	resets      []int
	usage       steps
	// renamed is when the names change from old to new, overlap for how long both are there.
	renamed, overlap int
	// outlives is for how long exporters name the pod after its end.
	outlives int
}

// steps is a value that changes at some instants.
type steps []struct {
	from  int
	value float64
}

func randomSteps(r *rand.Rand, changes int, value func(*rand.Rand) float64) steps {
	out := steps{{-1 << 30, value(r)}}
	var at []int
	for range changes {
		at = append(at, r.IntN(1500)-150)
	}
	slices.Sort(at)
	for _, t := range at {
		out = append(out, struct {
			from  int
			value float64
		}{t, value(r)})
	}
	return out
}

func (s steps) at(second int) float64 {
	v := s[0].value
	for _, x := range s {
		if x.from <= second {
			v = x.value
		}
	}
	return v
}

// sum is the integral over (from, to].
func (s steps) sum(from, to int) float64 {
	out := 0.0
	for i, x := range s {
		end := to
		if i+1 < len(s) {
			end = min(to, s[i+1].from)
		}
		if begin := max(from, x.from); end > begin {
			out += x.value * float64(end-begin)
		}
	}
	return out
}

// highest is the largest value.
func (s steps) highest() float64 {
	out := s[0].value
	for _, x := range s {
		out = max(out, x.value)
	}
	return out
}

// newFleet makes the fleet of a recipe.
func newFleet(r recipe) *anyFleet {
	f := &anyFleet{recipe: r}
	names := []string{"eu"}
	if r.happens("clusters", 2) != nil {
		names = append(names, "us")
	}
	for _, name := range names {
		f.clusters = append(f.clusters, f.region(name))
	}
	return f
}

func (f *anyFleet) region(name string) *region {
	r := f.draw("", name)
	s := &region{name: name, hasK8s: f.happens("kube", 2, name) != nil, twins: f.happens("twins", 5, name) != nil, kube: f.target(30, "kube", name)}
	nodes := 1 + r.IntN(2)
	for i := range 2*nodes + r.IntN(2) {
		s.pods = append(s.pods, f.worker(name, i))
		s.pods[i].node = i % nodes
	}
	s.pods = append(s.pods, f.successors(name, s.pods)...)
	for i := range nodes {
		s.nodes = append(s.nodes, f.machine(s, fmt.Sprintf("n%d", i)))
	}
	return s
}

// target is how a thing is scraped.
func (f *anyFleet) target(step int, thing ...any) watch {
	s := watch{scrape: scrape{step: step}}
	if r := f.draw("phases", thing...); r != nil {
		s.step = []int{10, 15, 20, 30, 60}[r.IntN(5)]
		s.phase = r.IntN(s.step)
	}
	if r := f.happens("gaps", 3, thing...); r != nil {
		begin := r.IntN(1200)
		s.outage = [2]int{begin, begin + 2*s.step + r.IntN(120)}
	}
	if r := f.happens("long gaps", 12, thing...); r != nil {
		begin := r.IntN(700)
		s.outage = [2]int{begin, begin + 330 + r.IntN(300)}
	}
	s.silent = f.happens("silent", 3, thing...) != nil
	if r := f.happens("skew", 3, thing...); r != nil {
		s.skew = r.IntN(41) - 20
	}
	s.scrape = s.or(step)
	return s
}

func (f *anyFleet) machine(s *region, name string) *machine {
	r := f.draw("", s.name, name)
	m := &machine{name: name, watch: f.target(30, "gpu", s.name, name), naming: []naming{exported, honoured, relabelled}[r.IntN(3)],
		paid: f.target(60, "price", s.name, name)}
	if f.draw("prices", s.name, name) == nil {
		m.price = steps{{-1 << 30, aCentASecond}}
	} else {
		m.price = randomSteps(f.draw("prices", s.name, name), r.IntN(3), func(r *rand.Rand) float64 { return 1 + float64(r.IntN(100)) })
	}
	// A price holds until its next sample, however long that takes; what no sample has shown is no price.
	m.era49 = f.happens("names", 3, s.name, name) != nil
	for i := range 1 + r.IntN(3) {
		m.cards = append(m.cards, f.gpu(s, m, i))
	}
	return m
}

func (f *anyFleet) gpu(s *region, m *machine, index int) *gpu {
	r := f.draw("", s.name, m.name, index)
	g := &gpu{uuid: fmt.Sprintf("GPU-%s-%d", m.name, index), index: index, node: len(s.nodes), from: before, to: after}
	g.watts = randomSteps(r, r.IntN(3), func(r *rand.Rand) float64 { return float64(100 + r.IntN(600)) })
	// The first card of a node is always there, so that its exporter's interval can be seen.
	if d := f.happens("a single sample", 12, s.name, g.uuid); d != nil && index > 0 {
		g.from = d.IntN(1200)
		g.to = g.from + m.step
	}
	g.layouts = []layout{{before, []*slot{f.slot(s, g, "", "", 1)}}}
	if d := f.happens("mig", 4, s.name, g.uuid); d != nil {
		g.layouts[0].slices = f.cut(s, g, d, 0)
	}
	if d := f.happens("recut", 6, s.name, g.uuid); d != nil {
		g.layouts = append(g.layouts, layout{d.IntN(1200), f.cut(s, g, d, 10)})
	}
	return g
}

// cut divides a card in up to seven sevenths.
func (f *anyFleet) cut(s *region, g *gpu, r *rand.Rand, first int) []*slot {
	var out []*slot
	left := 7
	for i := first; left > 0 && i < first+4; i++ {
		size := []int{1, 2, 3, 4}[r.IntN(4)]
		if size > left || len(out) > 0 && r.IntN(4) == 0 {
			continue
		}
		left -= size
		out = append(out, f.slot(s, g, fmt.Sprint(i), fmt.Sprintf("%dg.%dgb", size, 10*size), float64(size)/7))
	}
	return out
}

// local are the pods of a card's node: a pod runs on one.
func (s *region) local(g *gpu) []*worker {
	return slices.DeleteFunc(slices.Clone(s.pods), func(w *worker) bool { return w.node != g.node })
}

func (f *anyFleet) slot(s *region, g *gpu, mig, profile string, part float64) *slot {
	r := f.draw("", s.name, g.uuid, "slot", mig)
	out := &slot{mig: mig, profile: profile, part: part, memory: float64(1 + r.IntN(1000)),
		tensor: randomSteps(r, r.IntN(3), func(r *rand.Rand) float64 { return float64(r.IntN(100)) / 100 })}
	at, local := []int{before}, s.local(g)
	if d := f.draw("moves", s.name, g.uuid, mig); d != nil {
		for range d.IntN(4) {
			at = append(at, d.IntN(1200))
		}
		slices.Sort(at)
	}
	for i, t := range at {
		h := holding{from: t}
		if f.happens("idle", 6, s.name, g.uuid, mig, i) == nil {
			h.pods = append(h.pods, local[r.IntN(len(local))])
		}
		if d := f.happens("sharing", 4, s.name, g.uuid, mig, i); d != nil {
			if p := local[d.IntN(len(local))]; !slices.Contains(h.pods, p) {
				h.pods = append(h.pods, p)
			}
		}
		out.held = append(out.held, h)
	}
	return out
}

func (f *anyFleet) worker(cluster string, i int) *worker {
	r := f.draw("", cluster, "pod", i)
	w := &worker{watch: f.target(15, "pod", cluster, i), name: fmt.Sprintf("pod-%d", i), model: fmt.Sprintf("model-%d", i%2), tp: 1, renamed: before}
	ranks := 1
	if d := f.happens("ranks", 3, cluster, i); d != nil {
		ranks = 1 + d.IntN(3)
		if w.sglang = d.IntN(2) == 0; w.sglang {
			w.tp = 1 + d.IntN(4)
		}
	}
	for range ranks {
		w.ranks = append(w.ranks, randomSteps(r, r.IntN(3), func(r *rand.Rand) float64 { return float64(r.IntN(5) * r.IntN(50)) }))
	}
	w.usage = randomSteps(r, r.IntN(3), func(r *rand.Rand) float64 { return float64(r.IntN(100)) / 100 })
	if d := f.happens("resets", 4, cluster, i); d != nil {
		w.resets = append(w.resets, d.IntN(1200))
	}
	if d := f.happens("edges", 5, cluster, i); d != nil {
		w.resets = append(w.resets, 60*d.IntN(20))
	}
	slices.Sort(w.resets)
	if f.happens("names", 3, cluster, "old", i) != nil {
		w.renamed = always
	}
	if d := f.happens("rolling", 4, cluster, i); d != nil {
		w.renamed = d.IntN(1200)
		w.overlap = d.IntN(2) * d.IntN(300)
	}
	if d := f.happens("dead labels", 3, cluster, i); d != nil {
		w.outlives = d.IntN(600)
	}
	return w
}

// successors ends some pods and gives them one of another name.
func (f *anyFleet) successors(cluster string, pods []*worker) []*worker {
	var out []*worker
	for i, w := range pods {
		d := f.happens("restarts", 3, cluster, i)
		if d == nil {
			continue
		}
		end := d.IntN(1200)
		next := f.worker(cluster, i)
		next.name += "-next"
		next.node = w.node
		next.step, next.phase = w.step, w.phase
		next.from = end + d.IntN(90)
		w.to = end
		out = append(out, next)
	}
	return out
}

// alive tells whether a pod is there.
func (w *worker) alive(second int) bool { return second >= w.from && second <= w.to }

package acceptance_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// The order of series and labels says nothing.
var _ = law("order says nothing", func(q *inquest) {
	series := q.fleet.series()
	r := rand.New(rand.NewPCG(q.fleet.seed, 2))
	r.Shuffle(len(series), func(i, j int) { series[i], series[j] = series[j], series[i] })
	other := q.with(series)
	q.sameAs("order says nothing", other.table(q.whole, "device"), q.table(q.whole, "device"), 1e-9, columns...)
	q.failures = append(q.failures, other.failures[min(len(q.failures), len(other.failures)):]...)
})

// A cluster beside, with all the same names, changes nothing: its rows are further ones.
var _ = law("another cluster changes nothing", func(q *inquest) {
	series := q.fleet.series()
	for _, s := range q.fleet.series() {
		for i := 0; i < len(s.Labels); i += 2 {
			if s.Labels[i] == "cluster" {
				s.Labels = overwrite(slices.Clone(s.Labels), []string{"cluster", s.Labels[i+1] + "-too"})
				break
			}
		}
		series = append(series, s)
	}
	other := q.with(series)
	for _, grain := range []string{"device", "replica", "node"} {
		both, alone := other.table(q.whole, grain), q.table(q.whole, grain)
		mine := sheet{rows: both.rows}
		for _, k := range both.keys {
			if !strings.Contains(k, "-too") && !strings.HasPrefix(k, "un") {
				mine.keys = append(mine.keys, k)
			}
		}
		alone.keys = slices.DeleteFunc(slices.Clone(alone.keys), func(k string) bool { return strings.HasPrefix(k, "un") })
		q.sameAs("another cluster changes nothing", mine, alone, 1e-9, columns...)
	}
})

// Old names and new ones say the same.
var _ = law("names change nothing", func(q *inquest) {
	named := func(new bool) []storetest.Series {
		f := newFleet(q.fleet.recipe)
		for _, s := range f.clusters {
			for _, m := range s.nodes {
				m.era49 = new
			}
			for _, w := range s.pods {
				w.overlap = 0
				if w.renamed = always; new {
					w.renamed = before
				}
			}
		}
		return f.series()
	}
	q.sameAs("names change nothing", q.with(named(true)).table(q.whole, "replica"), q.with(named(false)).table(q.whole, "replica"), 1e-9, columns...)
})

// A finer scrape changes no total by more than one native step at each end and at each change.
var _ = law("a finer scrape changes little", func(q *inquest) {
	f := newFleet(q.fleet.recipe)
	for _, s := range f.clusters {
		for _, m := range s.nodes {
			m.watch = finer(m.watch)
		}
		for _, w := range s.pods {
			w.watch = finer(w.watch)
		}
	}
	fine, coarse := q.with(f.series()).table(q.whole, "replica"), q.table(q.whole, "replica")
	for _, w := range q.workers() {
		k := "value|" + w.region.name + "|llm|" + w.name
		_, lost, _ := w.tokens(q.whole)
		for _, rank := range w.ranks {
			lost += 2 * slowest * rank.highest()
		}
		if w.outage == [2]int{} && w.from == before && w.to == after {
			q.close("a finer scrape changes little", orZero(fine.value(k, "tokens")), orZero(coarse.value(k, "tokens")), lost, "tokens of", k)
		}
	}
})

func finer(w watch) watch {
	w.phase, w.step = w.phase%(w.step/5*2), w.step/5*2
	return w
}

// A filter of one row gives that row.
var _ = law("a filter gives its row", func(q *inquest) {
	all := q.table(q.whole, "replica")
	for _, k := range all.keys {
		r := all.rows[k]
		if r["row_kind"] != "value" {
			continue
		}
		one := q.tableOf(q.whole, "replica", func(ask *query) {
			*ask = ask.where("pod", "=", r["pod"].(string)).where("cluster", "=", r["cluster"].(string))
		})
		if one.rows[k] == nil || len(one.keys) != 1 {
			q.fail("a filter gives its row", "%s gives %v", k, one.keys)
			continue
		}
		for _, c := range []string{"tokens", "energy", "gpus"} {
			_, lost, _ := q.worker(k).tokens(q.whole)
			if c != "tokens" {
				lost = 0
			}
			if c == "energy" {
				continue // of a device that changes hands within a cell, the cell's is divided by time
			}
			v := all.value(k, c)
			q.close("a filter gives its row", orZero(one.value(k, c)), orZero(v), lost+1e-9*math.Abs(orZero(v)), c, "of", k)
		}
		return
	}
})

func (q *inquest) worker(key string) placed {
	for _, w := range q.workers() {
		if key == "value|"+w.region.name+"|llm|"+w.name {
			return w
		}
	}
	return placed{&worker{}, &region{}}
}

// The largest rows and the others are all of them.
var _ = law("top and other are all", func(q *inquest) {
	all := q.table(q.whole, "replica")
	few := q.tableOf(q.whole, "replica", func(ask *query) { ask.Top = &top{N: 2, By: "tokens", Other: true} })
	for _, c := range additive {
		want, size := all.sum(c)
		got, _ := few.sum(c)
		q.same("top and other are all", got, want, size, "Σ", c)
	}
})

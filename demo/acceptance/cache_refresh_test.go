package acceptance_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// A dashboard that refreshes asks the store for what is new and for what late samples may still change, and shows what
// it would show without a cache.
func TestCacheRefresh(t *testing.T) {
	now := lately()
	w := living(t, 12, now-4*3600, now)
	store := record(t, w.address())
	pc := instance("refreshing", store.URL, "{}")
	first, whole := store.asks(t, pc, ofRates(now-3*3600-300, now-300))
	cold := tell(t, first)
	if cold.cached != 0 || whole < 300 || cold.asked != float64(whole) {
		t.Fatalf("the first time: %+v, %d steps asked", cold, whole)
	}
	for i := range 4 {
		from, to := now-3*3600-240+60*i, now-240+60*i
		got, asked := store.asks(t, pc, ofRates(from, to))
		warm := tell(t, got)
		t.Logf("%d of %d steps, %v of %v samples, %v of %v requests", asked, whole, warm.samples, cold.samples, warm.requests, cold.requests)
		if 10*asked > whole || warm.asked != float64(asked) || warm.cached < 0.9*cold.asked {
			t.Errorf("refresh %d: %+v, %d of %d steps asked", i, warm, asked, whole)
		}
		if 3*warm.samples > cold.samples {
			t.Errorf("refresh %d reads %v samples, the first answer %v", i, warm.samples, cold.samples)
		}
		want, _ := store.asks(t, instance(fmt.Sprint("alone", i), store.URL, "{}"), ofRates(from, to))
		if tell(t, want).cached != 0 {
			t.Fatal("the answer to compare with is from a cache")
		}
		requireSameValues(t, got, want)
	}
}

// A part of a range, and one that begins earlier, cost what is missing of them.
func TestCacheZoom(t *testing.T) {
	now := lately()
	w := living(t, 6, now-8*3600, now)
	store := record(t, w.address())
	pc := instance("zooming", store.URL, "{}")
	store.asks(t, pc, ofRates(now-5*3600, now-2*3600))
	for name, c := range map[string]struct{ from, to, most int }{
		"in":      {now - 4*3600, now - 3*3600, 0},
		"earlier": {now - 6*3600, now - 3*3600, 2 * 61},
	} {
		got, asked := store.asks(t, pc, ofRates(c.from, c.to))
		if asked > c.most {
			t.Errorf("%s: %d steps asked", name, asked)
		}
		want, _ := store.asks(t, instance("unzoomed"+name, store.URL, "{}"), ofRates(c.from, c.to))
		requireSameValues(t, got, want)
	}
}

// Samples that come some minutes late appear in the next answer.
func TestCacheLateSamples(t *testing.T) {
	now := lately()
	early := living(t, 3, now-3*3600, now)
	s := storetest.Open(t)
	s.Load(origin, early.series...)
	late := engine{scrape: scrape{step: 15, from: now - 270, to: now}, pod: "chat/late", tokens: growing(7)}.series()
	pc := instance("late", s.Serve(), "{}")
	q := graph("replica", rate).between(now-2*3600, now-60).every(seconds(60))
	has := func() int {
		r := request(t, pc, q)["A"]
		if r.Error != nil {
			t.Fatal(r.Error)
		}
		n := 0
		for _, f := range r.Frames[0].Fields {
			for i := range f.Len() {
				if v, ok := f.ConcreteAt(i); ok && f.Labels["pod"] == "late" && v.(float64) > 6.9 {
					n++
				}
			}
		}
		return n
	}
	if has() != 0 {
		t.Fatal("seen before it came")
	}
	s.Load(origin, late...)
	if n := has(); n < 2 {
		t.Errorf("%d steps of the samples that came late", n)
	}
}

// New settings make a new instance, which knows nothing.
func TestCacheNewSettings(t *testing.T) {
	now := lately()
	store := record(t, living(t, 3, now-3*3600, now).address())
	pc := instance("changing", store.URL, "{}")
	for i, cached := range []bool{false, true, false} {
		if i == 2 {
			pc.DataSourceInstanceSettings.Updated = origin.Add(time.Hour)
		}
		f, _ := store.asks(t, pc, ofRates(now-2*3600, now-60))
		if got := tell(t, f).cached > 0; got != cached {
			t.Errorf("answer %d: from cache %v", i, got)
		}
	}
}

package acceptance_test

import (
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// A binding's own interval is the interval of ownership, to the second; a better method within it wins for its time.
func TestAccept4_DeclaredIntervals(t *testing.T) {
	w := newWorld(t, card{uuid: someUUID, held: []tenure{{400, ""}, {700, "chat/llama-0"}, {always, ""}}, tensor: constant(0.5)}.series(),
		engine{pod: "chat/llama-0"}.series(), metal("10.0.0.7:8000", 10))
	bindings(w, `{"instance":"10.0.0.7:8000","gpu_uuids":["`+someUUID+`"],"from":"`+at(100).Format(time.RFC3339)+`","to":"`+at(1000).Format(time.RFC3339)+`"}`)
	a := w.ask(intervals())
	declared := a.where("method", "declared")
	if len(declared) != 2 || len(a.where("method", "gpu-labels")) != 1 || len(a.rows()) != 3 {
		t.Fatalf("%s", a)
	}
	from, _ := held(declared[0])
	_, to := held(declared[1])
	if from != 100 || to != 1000 {
		t.Errorf("declared from %d to %d", from, to)
	}
	a.within(a.one("method", "gpu-labels"), 400, 700)
	sum := 0
	for _, r := range a.rows() {
		f, u := held(r)
		sum += u - f
	}
	a.near("owned seconds", float64(sum), 900, 0)
	clipped := w.ask(intervals().between(200, 300))
	f, u := held(clipped.one("method", "declared"))
	if f != 200 || u != 300 {
		t.Errorf("%d to %d", f, u)
	}
}

// Slices of one card in two clusters, and a shared card: Σ share × time never exceeds the card's time.
func TestAccept4_SharesNeverExceedTheCard(t *testing.T) {
	slice := func(cluster, id, profile, pod string) []storetest.Series {
		return card{cluster: cluster, uuid: "GPU-m", held: []tenure{{600, pod}, {always, ""}}, labels: []string{"GPU_I_ID", id, "GPU_I_PROFILE", profile}}.series()
	}
	w := newWorld(t, slice("eu", "1", "1g.10gb", "chat/a-0"), slice("eu", "2", "2g.20gb", "chat/b-0"), slice("eu", "3", "3g.40gb", "chat/c-0"), slice("us", "1", "7g.80gb", "chat/a-0"),
		card{uuid: "GPU-s", index: 1, held: []tenure{{always, "chat/a-0"}}}.series(), card{uuid: "GPU-s", index: 1, held: []tenure{{600, "chat/b-0"}, {always, ""}}}.series(),
		engine{pod: "chat/a-0"}.series(), engine{pod: "chat/b-0"}.series(), engine{pod: "chat/c-0"}.series(), engine{cluster: "us", pod: "chat/a-0"}.series())
	a := w.ask(intervals())
	total := map[string]float64{}
	for _, r := range a.rows() {
		f, u := held(r)
		total[r["cluster"].(string)+r["gpu_uuid"].(string)] += float64(u-f) * number(t, r, "share")
	}
	for key, s := range total {
		if s > 1200+1e-6 {
			t.Errorf("%s is held %g s of 1200 in\n%s", key, s, a)
		}
	}
	a.near("6 of 7 slices for half of the time", total["euGPU-m"], 6.0/7*600, 30)
	a.near("the shared card, alone in the second half", total["euGPU-s"], 1200, 30)
	c := w.ask(table("replica", tensor))
	c.near("Σ gpus", c.sum("gpus"), (6.0/7*600+1200+600)/1200, 0.1)
}

// A filter leaves events and intervals of others out, without changing those that stay.
func TestAccept4_FiltersLeaveFactsAsTheyAre(t *testing.T) {
	w := troubled(t)
	all := w.ask(happened())
	for _, q := range []query{happened().where("pod", "=", "llama-0"), happened().where("gpu_uuid", "=", "GPU-a"), happened().where("cluster", "=~", "e.")} {
		some := w.ask(q)
		if len(some.rows()) == 0 {
			t.Errorf("%v: nothing", q.Filters)
		}
		for _, r := range some.rows() {
			same := all.one("title", r["title"].(string))
			for _, column := range []string{"time", "timeEnd", "text", "tags", "pod", "gpu_uuid"} {
				if same[column] != r[column] {
					t.Errorf("%v: %s of %q is %v, was %v", q.Filters, column, r["title"], r[column], same[column])
				}
			}
		}
	}
	o := w.ask(intervals())
	for _, r := range w.ask(intervals().where("pod", "=", "new-0")).rows() {
		same := o.one("pod", "new-0")
		if same["from"] != r["from"] || same["to"] != r["to"] || same["share"] != r["share"] {
			t.Errorf("%v, was %v", r, same)
		}
	}
}

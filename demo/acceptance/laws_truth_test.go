package acceptance_test

import "math"

// The tokens of rows are those of the engines, at every grain.
var _ = law("tokens are the engines'", func(q *inquest) {
	replicas, devices := q.table(q.whole, "replica"), q.table(q.whole, "device")
	sum, may := 0.0, 0.0
	for _, w := range q.workers() {
		n, lost, defined := w.tokens(q.whole)
		lost += q.twinSlack(w)
		sum, may = sum+n, may+lost
		k := "value|" + w.region.name + "|llm|" + w.name
		got := replicas.value(k, "tokens")
		if !defined && q.twinSlack(w) == 0 && orZero(got) != 0 {
			q.fail("tokens are the engines'", "%s has %g tokens without a sample", k, got)
		}
		q.close("tokens are the engines'", orZero(got), n, lost+1e-9*n, k)
		if !(math.Abs(replicas.value(k, "unit")) < math.Inf(1)) && got > 0 && replicas.value(k, "cost") > 0 {
			q.fail("tokens are the engines'", "%s has tokens and money but no price for a token", k)
		}
		if got == 0 && replicas.rows[k]["unit"] != nil {
			q.fail("undefined stays undefined", "%s has no tokens, which cost %v each", k, replicas.rows[k]["unit"])
		}
	}
	got, _ := devices.sum("tokens")
	q.close("tokens are the engines'", got, sum, may+1e-9*sum, "Σ over devices")
})

// The rows' money is the bill: the price of every card for as long as it is there.
var _ = law("money is the bill", func(q *inquest) {
	want := q.fleet.bill(q.whole)
	tolerance := 1e-9*want + q.lost("cost")
	for _, s := range q.fleet.clusters {
		for _, m := range s.nodes {
			if s.twins {
				tolerance += m.price.highest() / 3600 * slowest * 4 * float64(len(m.cards))
			}
		}
	}
	for _, grain := range lawGrains {
		got, _ := q.table(q.whole, grain).sum("cost")
		q.close("money is the bill", got, want, tolerance, "Σ cost by", grain)
	}
})

// Rows hold what their pods held, and never more GPUs than there are.
var _ = law("gpus are held", func(q *inquest) {
	want, unclear := q.fleet.gpus(q.whole), q.fleet.unclear()
	got := q.table(q.whole, "replica")
	sum, _ := got.sum("gpus")
	if n := q.fleet.cards(); sum > n+1e-9 {
		q.fail("gpus are held", "%g GPUs of %g", sum, n)
	}
	for _, w := range q.workers() {
		k := "value|" + w.region.name + "|llm|" + w.name
		tolerance := 1e-9
		if w.region.twins || w.from > before || w.to < after {
			tolerance = 8 * slowest / q.whole.length()
		}
		expected := want[w.worker]
		if unclear[w.worker] {
			expected = orZero(got.value(k, "gpus"))
		}
		q.close("gpus are held", orZero(got.value(k, "gpus")), expected, tolerance, k)
	}
	for at := q.whole.from; at < q.whole.to; at += 1 + int(q.whole.length())/7 {
		s := q.table(stretch{at, at + 1}, "device")
		if sum, _ := s.sum("gpus"); sum > q.fleet.cards()+1e-9 {
			q.fail("gpus are held", "%g GPUs of %g in (%d, %d]", sum, q.fleet.cards(), at, at+1)
		}
	}
})

// A device's owners hold no more than all of it, and a card's slices no more than the card, at every instant.
var _ = law("ownership fits the cards", func(q *inquest) {
	resp := q.world.try(query{QueryType: "ownership", Format: "table"}.between(q.whole.from, q.whole.to))
	if resp.Error != nil || len(resp.Frames) == 0 {
		q.fail("answers", "ownership: %v", resp.Error)
		return
	}
	part := map[string]float64{}
	for _, d := range q.fleet.devices() {
		part[d.region.name+d.card.uuid+d.slot.mig] = d.slot.part
	}
	rows := answer{t: q.t, frame: resp.Frames[0]}.rows()
	for _, r := range rows {
		at, _ := held(r)
		sums := map[string]float64{}
		for _, o := range rows {
			if from, to := held(o); from <= at && at < to {
				card := o["cluster"].(string) + o["gpu_uuid"].(string)
				mig, _ := o["mig_id"].(string)
				sums[card] += cellOf(o, "share") * part[card+mig]
			}
		}
		for card, sum := range sums {
			if sum > 1+1e-9 {
				q.fail("ownership fits the cards", "%s is held %g times at %d", card, sum, at)
			}
		}
	}
})

// Means of what cannot be added lie between the least and the most of what they are made of.
var _ = law("means lie within", func(q *inquest) {
	for _, grain := range lawGrains {
		s := q.table(q.whole, grain)
		for _, k := range s.keys {
			for _, c := range []string{"tensor", "usage"} {
				if v := s.value(k, c); v < 0 || v > 1 {
					q.fail("means lie within", "%s of %s by %s is %g", c, k, grain, v)
				}
			}
			if v := s.value(k, "itl"); v < 0.01-1e-9 || v > 0.03+1e-9 {
				q.fail("means lie within", "itl of %s by %s is %g", k, grain, v)
			}
		}
	}
	// A replica's mean lies between those of its devices.
	devices, replicas := q.table(q.whole, "device"), q.table(q.whole, "replica")
	low, high := map[string]float64{}, map[string]float64{}
	for _, k := range devices.keys {
		r := devices.rows[k]
		v := cellOf(r, "tensor")
		if r["row_kind"] != "value" || v != v {
			continue
		}
		pod := "value|" + r["cluster"].(string) + "|" + r["namespace"].(string) + "|" + r["pod"].(string)
		if _, ok := low[pod]; !ok {
			low[pod], high[pod] = v, v
		}
		low[pod], high[pod] = min(low[pod], v), max(high[pod], v)
	}
	for pod, l := range low {
		if v := replicas.value(pod, "tensor"); !(v >= l-1e-9 && v <= high[pod]+1e-9) {
			q.fail("means lie within", "tensor of %s is %g, of its devices %g to %g", pod, v, l, high[pod])
		}
	}
})

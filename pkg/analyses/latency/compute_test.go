package latency

import (
	"math"
	"math/rand/v2"
	"testing"
)

// one is the sums of one step: the mean of n requests.
func one(mean, n float64) Sums { return Sums{Sum: []float64{mean * n}, Count: []float64{n}} }

func whole(pod, model string, n, queue, prefill, decode, e2e float64) Part {
	return Part{Key: []string{pod}, Model: model, Queue: one(queue, n), Prefill: one(prefill, n), Decode: one(decode, n), E2E: one(e2e, n)}
}

func approx(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.IsNaN(want) != math.IsNaN(got) || math.Abs(got-want) > 1e-9 {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

func only(t *testing.T, r Result) *Row {
	t.Helper()
	if len(r.Rows) != 1 {
		t.Fatalf("%d rows", len(r.Rows))
	}
	return r.Rows[0]
}

func TestPhasesAreWeightedByRequests(t *testing.T) {
	a, b := whole("", "m", 30, 0.1, 0.2, 1, 1.5), whole("", "m", 10, 0.5, 0.4, 2, 3.1)
	r := only(t, Compute([]Part{a, b}, nil, 1))
	approx(t, "queue", r.Queue[0], 0.2)
	approx(t, "prefill", r.Prefill[0], 0.25)
	approx(t, "decode", r.Decode[0], 1.25)
	approx(t, "e2e", r.E2E[0], 1.9)
	approx(t, "unexplained", r.Unexplained[0], 0.2)
	approx(t, "requests", r.Requests[0], 40)
	approx(t, "decomposed", r.Decomposed[0], 1)
	approx(t, "transfer", r.Transfer[0], math.NaN())
}

func TestUnexplainedMayBeBelowZero(t *testing.T) {
	r := only(t, Compute([]Part{whole("", "m", 10, 0.5, 0.5, 1, 1.8)}, nil, 1))
	approx(t, "unexplained", r.Unexplained[0], -0.2)
}

// A replica that reports only some phases takes no part in the means, but its requests count as not decomposed.
func TestAnEngineWithoutPhasesIsNotMixedIn(t *testing.T) {
	tgi := Part{Key: []string{""}, Model: "m", Queue: one(9, 60), E2E: one(20, 60)}
	res := Compute([]Part{whole("", "m", 40, 0.1, 0.2, 1, 1.4), tgi}, nil, 1)
	r := only(t, res)
	approx(t, "queue", r.Queue[0], 0.1)
	approx(t, "e2e", r.E2E[0], 1.4)
	approx(t, "requests", r.Requests[0], 100)
	approx(t, "decomposed", r.Decomposed[0], 0.4)
	approx(t, "share of all", res.Decomposed, 0.4)
}

func TestPhasesThatAreReportedStandAlone(t *testing.T) {
	r := only(t, Compute([]Part{{Key: []string{""}, Model: "m", Queue: one(0.4, 10), E2E: one(2, 10)}}, nil, 1))
	approx(t, "queue", r.Queue[0], 0.4)
	approx(t, "prefill", r.Prefill[0], math.NaN())
	approx(t, "unexplained", r.Unexplained[0], math.NaN())
	approx(t, "e2e", r.E2E[0], 2)
	approx(t, "decomposed", r.Decomposed[0], 0)
}

func TestPhasesOfOtherRequestsAreNotDivided(t *testing.T) {
	p := whole("", "m", 100, 0.1, 0.2, 1, 1.5)
	p.Prefill = one(0.2, 60)
	r := only(t, Compute([]Part{p}, nil, 1))
	approx(t, "decomposed", r.Decomposed[0], 0)
	approx(t, "unexplained", r.Unexplained[0], math.NaN())
}

func TestNoTrafficIsUndefinedNotZero(t *testing.T) {
	r := only(t, Compute([]Part{whole("", "m", 0, 0, 0, 0, 0)}, nil, 1))
	for name, v := range map[string]float64{"queue": r.Queue[0], "e2e": r.E2E[0], "unexplained": r.Unexplained[0], "decomposed": r.Decomposed[0]} {
		approx(t, name, v, math.NaN())
	}
	approx(t, "requests", r.Requests[0], 0)
}

func disaggregated() []Part {
	prefill := Part{Key: []string{""}, Model: "m", Role: "prefill", Queue: one(0.05, 20), Prefill: one(0.4, 20), Decode: one(0.001, 20),
		E2E: one(0.5, 20), TTFT: one(0.45, 20)}
	decode := Part{Key: []string{""}, Model: "m", Role: "decode", Queue: one(0.02, 20), Prefill: one(0.01, 20), Decode: one(3, 20),
		E2E: one(3.2, 20), Transfer: one(0.06, 20), TTFT: one(0.1, 20)}
	return []Part{prefill, decode}
}

func TestAPairIsOneRequestSeenTwice(t *testing.T) {
	r := only(t, Compute(disaggregated(), nil, 1))
	approx(t, "queue", r.Queue[0], 0.07)
	approx(t, "transfer", r.Transfer[0], 0.06)
	approx(t, "prefill", r.Prefill[0], 0.4)
	approx(t, "decode", r.Decode[0], 3)
	approx(t, "e2e", r.E2E[0], 3.2)
	approx(t, "unexplained", r.Unexplained[0], 3.2-3.53)
	approx(t, "requests", r.Requests[0], 20)
	approx(t, "ttft", r.TTFT[0], math.NaN())
}

// vLLM's decode pod counts the wait for the KV cache as queue time: it is transfer, and no more than once.
func TestATransferIsNotAlsoQueue(t *testing.T) {
	parts := disaggregated()
	parts[1].Queue, parts[1].TransferInQueue = one(0.08, 20), true
	r := only(t, Compute(parts, nil, 1))
	approx(t, "queue", r.Queue[0], 0.05+0.02)
	approx(t, "transfer", r.Transfer[0], 0.06)
	parts[1].Queue = one(0.04, 20)
	approx(t, "queue that began after the transfer", only(t, Compute(parts, nil, 1)).Queue[0], 0.05)
}

func TestAPairEndsAtTheGatewayThatCountsTheSameRequests(t *testing.T) {
	for name, c := range map[string]struct{ n, want float64 }{"same": {21, 3.8}, "others": {40, 3.2}} {
		gw := Gateway{Key: []string{""}, Model: "m", Latency: one(3.8, c.n)}
		r := only(t, Compute(disaggregated(), []Gateway{gw}, 1))
		t.Run(name, func(t *testing.T) { approx(t, "e2e", r.E2E[0], c.want) })
	}
}

func TestAPairWithoutTransferTimesHasNoRemainder(t *testing.T) {
	parts := disaggregated()
	parts[1].Transfer = Sums{}
	r := only(t, Compute(parts, nil, 1))
	approx(t, "transfer", r.Transfer[0], math.NaN())
	approx(t, "unexplained", r.Unexplained[0], math.NaN())
	approx(t, "decode", r.Decode[0], 3)
}

func TestRolesApartAreRowsOfTheirOwn(t *testing.T) {
	parts := disaggregated()
	parts[0].Key, parts[1].Key = []string{"prefill"}, []string{"decode"}
	res := Compute(parts, nil, 1)
	if len(res.Rows) != 2 || res.Rows[0].Pair {
		t.Fatalf("%d rows, pair %v", len(res.Rows), res.Rows[0].Pair)
	}
	approx(t, "prefill's e2e", res.Rows[0].E2E[0], 0.5)
}

func TestTheGapIsOfTheSameModelsAndRequests(t *testing.T) {
	engine := []Part{{Key: []string{""}, Model: "a", TTFT: one(0.3, 100)}, {Key: []string{""}, Model: "b", TTFT: one(5, 50)}}
	for name, c := range map[string]struct {
		gateway []Gateway
		want    float64
	}{
		"one model in common": {[]Gateway{{Key: []string{""}, Model: "a", TTFT: one(0.5, 95)}, {Key: []string{""}, Model: "z", TTFT: one(9, 500)}}, 0.2},
		"too few":             {[]Gateway{{Key: []string{""}, Model: "a", TTFT: one(0.5, 80)}}, math.NaN()},
		"nothing in common":   {[]Gateway{{Key: []string{""}, Model: "z", TTFT: one(0.5, 100)}}, math.NaN()},
	} {
		t.Run(name, func(t *testing.T) { approx(t, "gap", only(t, Compute(engine, c.gateway, 1)).GatewayGap[0], c.want) })
	}
}

func TestATenantsRowIsTheGatewaysAlone(t *testing.T) {
	r := only(t, Compute(nil, []Gateway{{Key: []string{"acme"}, Model: "m", Latency: one(2, 7), TTFT: one(0.2, 7), ClientTTFT: one(0.3, 7)}}, 1))
	approx(t, "e2e", r.E2E[0], 2)
	approx(t, "requests", r.Requests[0], 7)
	approx(t, "gateway", r.GatewayTTFT[0], 0.2)
	approx(t, "client", r.ClientTTFT[0], 0.3)
	approx(t, "decomposed", r.Decomposed[0], math.NaN())
}

// Laws on random fleets: phases and the remainder make up the end-to-end time, a row of everything is the mean of its
// rows by requests, and neither the order of replicas nor an unrelated model changes a row.
func TestLawsOnRandomFleets(t *testing.T) {
	for seed := range uint64(200) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		var parts, together []Part
		for range 1 + rnd.IntN(6) {
			p := whole(string(rune('a'+rnd.IntN(3))), "m", float64(1+rnd.IntN(50)), rnd.Float64(), rnd.Float64(), rnd.Float64(), 3*rnd.Float64())
			parts = append(parts, p)
			p.Key = []string{""}
			together = append(together, p)
		}
		all := only(t, Compute(together, nil, 1))
		approx(t, "sum of phases", all.Queue[0]+all.Prefill[0]+all.Decode[0]+all.Unexplained[0], all.E2E[0])
		var seconds, n float64
		for _, r := range Compute(parts, nil, 1).Rows {
			seconds, n = seconds+r.E2E[0]*r.Requests[0], n+r.Requests[0]
		}
		approx(t, "mean of the rows", seconds/n, all.E2E[0])
		rnd.Shuffle(len(together), func(i, j int) { together[i], together[j] = together[j], together[i] })
		other := whole("z", "other", 5, 1, 1, 1, 4)
		shuffled := Compute(append(together, other), nil, 1).Rows[0]
		approx(t, "e2e in another order", shuffled.E2E[0], all.E2E[0])
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

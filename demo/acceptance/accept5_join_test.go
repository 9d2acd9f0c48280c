package acceptance_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// A pod moves while its cards' exporter is silent from 300 to 600. Its last sample on a is at 300, which holds to 330;
// the first on b at 600, which holds from 570. In 240 s nobody is known to hold a card, and their 2,400 tokens have no
// device: 3,300 + 6,300 + 2,400 = 12,000. A card is present when its exporter is, 330 + 630 s each.
func TestAccept5_AMoveInASilence(t *testing.T) {
	deaf := scrape{outage: [2]int{300, 600}}
	w := newWorld(t,
		card{scrape: deaf, uuid: "GPU-a", held: []tenure{{450, "chat/llama-0"}, {always, ""}}, tensor: constant(0.2)}.series(),
		card{scrape: deaf, uuid: "GPU-b", index: 1, held: []tenure{{450, ""}, {always, "chat/llama-0"}}, tensor: constant(0.8)}.series(),
		engine{pod: "chat/llama-0", tokens: growing(10)}.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
	d := w.ask(table("device", tokens, cost))
	d.near("tokens on a", d.one("gpu_uuid", "GPU-a", "pod", "llama-0")["tokens"], 3300, 0)
	d.near("tokens on b", d.one("gpu_uuid", "GPU-b", "pod", "llama-0")["tokens"], 6300, 0)
	d.near("Σ tokens", d.sum("tokens"), 12000, 1e-6)
	d.near("Σ cost", d.sum("cost"), 19.2, 1e-6)
	r := w.ask(table("replica", tokens, tensor, cost))
	one := r.one("pod", "llama-0")
	r.near("tokens", one["tokens"], 12000, 0)
	r.near("gpus", one["gpus"], 960.0/1200, 1e-9)
	r.near("cost", one["cost"], 9.6, 1e-6)
	// Ten samples on a, which stand for the time before them, and 21 on b.
	r.near("tensor", one["tensor"], (0.2*10+0.8*21)/31, 1e-9)
	r.near("Σ cost", r.sum("cost"), 19.2, 1e-6)
	b := w.ask(bill("pod"))
	b.addsUp(19.2)
	b.near("unattributed", b.one("row_kind", "unattributed")["cost_total"], 9.6, 1e-6)
	for _, cut := range []int{299, 301, 333, 449, 571, 599, 601} {
		left, right := w.ask(table("device", tokens, cost).between(0, cut)), w.ask(table("device", tokens, cost).between(cut, 1200))
		for _, uuid := range []string{"GPU-a", "GPU-b"} {
			d.near(fmt.Sprint("tokens on ", uuid, " in two parts at ", cut), left.sum("tokens", "gpu_uuid", uuid, "pod", "llama-0")+right.sum("tokens", "gpu_uuid", uuid, "pod", "llama-0"),
				d.sum("tokens", "gpu_uuid", uuid, "pod", "llama-0"), 150) // one step of the engine, in which a tenure begins
		}
		d.near(fmt.Sprint("Σ tokens in two parts at ", cut), left.sum("tokens")+right.sum("tokens"), 12000, 1e-6)
		d.near(fmt.Sprint("cost in two parts at ", cut), left.sum("cost")+right.sum("cost"), 19.2, 1e-6)
	}
}

// A node with a sliced card (3 g held, 2 g held by nobody, 2 g never cut), a shared and a whole card: 350, 400 and
// 500 W. The slice has 3/7 of 350 W = 150 W, those who share 200 W each; what nobody holds is 4/7 of 350 W = 200 W.
func sortsOfCards(t *testing.T) *world {
	parts := [][]storetest.Series{
		slice("1", "3g.40gb", card{uuid: "GPU-m", held: []tenure{{always, "chat/m-0"}}, tensor: constant(0.4), more: wholeCard(350)}).series(),
		slice("5", "2g.20gb", card{uuid: "GPU-m", tensor: constant(0), more: wholeCard(350)}).series(),
		card{uuid: "GPU-w", index: 2, held: []tenure{{always, "chat/w-0"}}, tensor: constant(0.9), more: wholeCard(500)}.series(),
		engine{pod: "chat/m-0", tokens: growing(1)}.series(), engine{pod: "chat/s-0", tokens: growing(2)}.series(),
		engine{pod: "chat/s-1", tokens: growing(3)}.series(), engine{pod: "chat/w-0", tokens: growing(4)}.series(),
		price("eu", "n1", scrape{}, constant(aCentASecond)),
	}
	parts = append(parts, sharing(card{uuid: "GPU-s", index: 1, tensor: constant(0.6), more: wholeCard(400)}, "chat/s-0", "chat/s-1")...)
	return newWorld(t, parts...)
}

func TestAccept5_SortsOfCardsOnOneNode(t *testing.T) {
	w := sortsOfCards(t)
	ops := []operand{tokens, power, energy, cost, tensor, temperature}
	a := w.ask(table("replica", ops...))
	for pod, want := range map[string][4]float64{"m-0": {1200, 150, 3.0 / 7, 0.4}, "s-0": {2400, 200, 0.5, 0.6}, "s-1": {3600, 200, 0.5, 0.6}, "w-0": {4800, 500, 1, 0.9}} {
		r := a.one("pod", pod)
		a.near("tokens of "+pod, r["tokens"], want[0], 0)
		a.near("power of "+pod, r["power"], want[1], 1e-6)
		a.near("energy of "+pod, r["energy"], want[1]*1200, 1e-3)
		a.near("gpus of "+pod, r["gpus"], want[2], 1e-9)
		a.near("cost of "+pod, r["cost"], want[2]*12, 1e-6)
		a.near("tensor of "+pod, r["tensor"], want[3], 1e-9)
		a.near("temperature of "+pod, r["temperature"], 60, 1e-9)
	}
	for _, grain := range []string{"device", "replica", "model", "node", "cluster"} {
		a := w.ask(table(grain, ops...))
		a.near("Σ tokens by "+grain, a.sum("tokens"), 12000, 1e-6)
		a.near("Σ power by "+grain, a.sum("power"), 1250, 1e-6)
		a.near("Σ energy by "+grain, a.sum("energy"), 1250*1200, 1e-2)
		a.near("Σ cost by "+grain, a.sum("cost"), 36, 1e-6)
		// What nobody holds is owned by nobody: 3/7 + 1/2 + 1/2 + 1.
		a.near("Σ gpus by "+grain, a.sum("gpus"), 17.0/7, 1e-9)
	}
	if d := a.cover.Devices; d.Matched != 3 || d.Total < 4 || d.Total > 5 {
		t.Errorf("devices %+v", d)
	}
	if m := a.cover.Methods["gpu-labels"]; m != 3 {
		t.Errorf("methods %v", a.cover.Methods)
	}
	if !slices.Contains(a.cover.Shared, "temperature") {
		t.Errorf("an intensive reading that is repeated is flagged shared: %v", a.cover.Shared)
	}
	b := w.ask(bill("pod", "mig_id"))
	b.addsUp(36)
	b.near("unattributed", b.sum("cost_total", "row_kind", "unattributed"), 12*4.0/7, 1e-6)
}

// Two clusters share every name and differ in currency, load and history: in "us" the pod moves to GPU-b at 600.
func namesakes(t *testing.T) *world {
	w := newWorld(t)
	for _, c := range []string{"eu", "us"} {
		last, perSecond, hourly := always, 10.0, 36.0
		if c == "us" {
			last, perSecond, hourly = 570, 20, 72
		}
		w.series = append(w.series, card{cluster: c, uuid: "GPU-a", held: []tenure{{last, "chat/llama-0"}, {always, ""}}, tensor: constant(0.5)}.series()...)
		held := []tenure{{always, ""}}
		if c == "us" {
			held = []tenure{{570, ""}, {always, "chat/llama-0"}}
		}
		w.series = append(w.series, card{cluster: c, uuid: "GPU-b", index: 1, held: held, tensor: constant(0.1)}.series()...)
		w.series = append(w.series, engine{cluster: c, pod: "chat/llama-0", tokens: growing(perSecond)}.series()...)
		w.series = append(w.series, price(c, "n1", scrape{}, constant(hourly))...)
	}
	w.settings = `{"currencies":[{"cluster":"eu","currency":"EUR"},{"cluster":"us","currency":"USD"}]}`
	return w
}

// eu: a 12 EUR of the pod, b 12 EUR of nobody. us: 24 USD a card; the pod is last seen on a at 570, which holds to 600,
// and first on b at 600, which holds from 570: in these 30 s it has two cards, and each the half of 600 tokens. So
// 20 × 570 + 300 on a, 20 × 600 + 300 on b, and 0.02 × (600 + 630) = 24.6 USD.
func TestAccept5_Namesakes(t *testing.T) {
	w := namesakes(t)
	d := w.ask(table("device", tokens, tensor))
	d.near("eu a", d.one("cluster", "eu", "gpu_uuid", "GPU-a", "pod", "llama-0")["tokens"], 12000, 0)
	d.near("us a", d.one("cluster", "us", "gpu_uuid", "GPU-a", "pod", "llama-0")["tokens"], 20*570+300, 0)
	d.near("us b", d.one("cluster", "us", "gpu_uuid", "GPU-b", "pod", "llama-0")["tokens"], 20*600+300, 0)
	m := w.ask(table("model", tokens))
	m.near("Σ by model", m.sum("tokens"), 36000, 1e-6)
	for _, by := range [][]string{{"pod"}, {"node", "gpu_uuid"}, {"llm_model"}, {}, {"cluster"}} {
		a := w.ask(bill(by...))
		found := map[string]float64{}
		for _, r := range a.rows() {
			c, _ := r["currency"].(string)
			v, ok := r["cost_total"].(float64)
			if !ok {
				t.Errorf("by %v: no cost in %v", by, r)
			}
			found[c] += v
		}
		a.near(fmt.Sprint("euros by ", by), found["EUR"], 24, 1e-6)
		a.near(fmt.Sprint("dollars by ", by), found["USD"], 48, 1e-6)
		if len(a.where("row_kind", "value")) == 0 || len(found) != 2 || len(a.bill().Cost.Bill) != 2 {
			t.Errorf("by %v: %v %+v", by, found, a.bill().Cost.Bill)
		}
	}
	a := w.ask(bill("pod"))
	a.near("euros of the pod", a.one("pod", "llama-0", "currency", "EUR")["cost_total"], 12, 1e-6)
	a.near("dollars of the pod", a.one("pod", "llama-0", "currency", "USD")["cost_total"], 24.6, 1e-6)
	c := w.ask(table("replica", cost, tokens, operand{As: "per_mtok", Formula: "cost / tokens * 1e6"}))
	c.near("euros a million tokens", c.one("cluster", "eu", "pod", "llama-0")["per_mtok"], 12.0/12000*1e6, 1e-6)
	c.near("dollars a million tokens", c.one("cluster", "us", "pod", "llama-0")["per_mtok"], 24.6/24000*1e6, 1e-6)
}

// A partial key matches only where it is unique: a pod's name that two clusters have is no key.
func TestAccept5_APartialKeyOfTwoClusters(t *testing.T) {
	w := namesakes(t)
	mine := []string{"pod", "llama-0", "where", "eu"}
	w.series = append(w.series, scrape{}.or(15).series(line{"my_metric", func(int) []string { return mine }, constant(7)})...)
	a := w.ask(table("replica", tokens, operand{As: "mine", Expr: "max by (pod) (my_metric)", Keys: map[string]string{"pod": "pod"}}))
	for _, r := range a.where("pod", "llama-0") {
		a.null("a value that may be of either", r["mine"])
	}
	if reason, _ := a.empty("mine"); reason != "no-match" {
		t.Errorf("reason %q in %+v", reason, a.cover)
	}
	a = w.ask(table("replica", tokens, operand{As: "mine", Expr: "max by (pod, where) (my_metric)", Keys: map[string]string{"pod": "pod", "cluster": "where"}}))
	a.near("with its cluster", a.one("cluster", "eu", "pod", "llama-0")["mine"], 7, 1e-9)
	a.null("the other's", a.one("cluster", "us", "pod", "llama-0")["mine"])
}

// Two data-parallel ranks of 10 and 20 tokens a second, each seen by four tensor-parallel ranks. At 605 all of
// rank 1's processes begin again at 0: 36,000 tokens, of which a reset may cost one native step of 15 s × 20.
func TestAccept5_RanksOfWhichOneRestarts(t *testing.T) {
	m := map[string]fn{}
	for dp := range 2 {
		for tp := range 4 {
			rank := fmt.Sprintf("|model_name|llama|dp_rank|%d|tp_rank|%d", dp, tp)
			count := growing(10 * float64(dp+1))
			if dp == 1 {
				count = begunAgain(count, 605)
			}
			m["sglang:generation_tokens_total"+rank] = count
			m["sglang:num_running_reqs"+rank] = constant(float64(2 * (dp + 1)))
			m["sglang:token_usage"+rank] = constant(0.2 + 0.4*float64(dp))
		}
	}
	parts := [][]storetest.Series{exposed(pod("chat", "llama-0"), m)}
	for i := range 8 {
		parts = append(parts, card{uuid: fmt.Sprintf("GPU-%d", i), index: i, held: []tenure{{always, "chat/llama-0"}}, tensor: constant(float64(i) / 10)}.series())
	}
	w := newWorld(t, parts...)
	running, usage := operand{As: "running", Signal: "requests_running"}, operand{As: "usage", Signal: "kv_cache_usage"}
	fullest := operand{As: "fullest", Signal: "kv_cache_usage", Reduce: "max"}
	a := w.ask(table("replica", tokens, running, usage, fullest, tensor, operand{As: "spread", Signal: "gpu_tensor_active", Reduce: "spread"},
		operand{As: "least", Signal: "gpu_tensor_active", Reduce: "min"}, operand{As: "most", Signal: "gpu_tensor_active", Reduce: "max"}))
	r := a.one("pod", "llama-0")
	a.between("tokens", r["tokens"], 36000-300, 36000)
	a.near("running", r["running"], 6, 1e-9)
	a.near("usage", r["usage"], 0.4, 1e-9)
	a.near("fullest rank", r["fullest"], 0.6, 1e-9)
	a.near("tensor", r["tensor"], 0.35, 1e-9)
	a.near("spread", r["spread"], 0.7, 1e-9)
	a.near("least", r["least"], 0, 1e-9)
	a.near("most", r["most"], 0.7, 1e-9)
	d := w.ask(table("device", tokens))
	d.values(8)
	d.near("Σ on cards", d.sum("tokens"), r["tokens"].(float64), 1e-6)
	ranks := w.ask(signals("table", []string{"engine_rank"}, tokens, running))
	ranks.near("tokens of rank 0", ranks.one("engine_rank", "0")["tokens"], 12000, 0)
	ranks.near("running on rank 1", ranks.one("engine_rank", "1")["running"], 4, 1e-9)
}

// A StatefulSet's pod goes at 600 and comes back at 660 under its name on another card, with counters at 0. On a it
// made 6,000 tokens, on b 20 × 540 = 10,800. a is its until b is: b's first sample at 660 holds from 630.
func TestAccept5_TheSameNameOnAnotherCard(t *testing.T) {
	again := func(s int) float64 {
		if s <= 600 {
			return 10 * float64(s-before)
		}
		return 20 * float64(s-660)
	}
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{600, "chat/llama-0"}, {always, ""}}, tensor: constant(0.2)}.series(),
		card{uuid: "GPU-b", index: 1, held: []tenure{{659, ""}, {always, "chat/llama-0"}}, tensor: constant(0.8)}.series(),
		engine{scrape: scrape{outage: [2]int{600, 660}}, pod: "chat/llama-0", tokens: again}.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
	a := w.ask(table("replica", tokens, cost))
	r := a.one("pod", "llama-0")
	a.near("tokens", r["tokens"], 16800, 0)
	a.near("gpus", r["gpus"], 1, 1e-9)
	a.near("cost", r["cost"], 12, 1e-6)
	d := w.ask(table("device", tokens))
	d.near("on a", d.one("gpu_uuid", "GPU-a", "pod", "llama-0")["tokens"], 6000, 1e-6)
	d.near("on b", d.one("gpu_uuid", "GPU-b", "pod", "llama-0")["tokens"], 10800, 1e-6)
	o := w.ask(intervals())
	for uuid, want := range map[string][2]int{"GPU-a": {0, 630}, "GPU-b": {630, 1200}} {
		if from, to := held(o.one("gpu_uuid", uuid)); from != want[0] || to != want[1] {
			t.Errorf("%s is held in [%d, %d), want %v", uuid, from, to, want)
		}
	}
	for _, cut := range []int{601, 613, 629, 631, 659, 661} {
		left, right := w.ask(table("device", tokens).between(0, cut)), w.ask(table("device", tokens).between(cut, 1200))
		d.near(fmt.Sprint("in two parts at ", cut), left.sum("tokens")+right.sum("tokens"), 16800, 1e-6)
	}
	b := w.ask(bill("pod"))
	b.addsUp(24)
	b.near("of the pod", b.sum("cost_total", "pod", "llama-0"), 12, 1e-6)
}

// The last samples at or before both ends count: (600, 607] has no new sample, 0 tokens; (598, 602] has the one at
// 600, 15 s × 10.
func TestAccept5_RangesShorterThanAScrape(t *testing.T) {
	w := priced(t, constant(aCentASecond))
	total := 0.0
	for _, c := range []struct {
		from, to int
		tokens   float64
	}{{590, 598, 0}, {598, 602, 150}, {602, 607, 0}, {607, 615, 150}, {600, 601, 0}} {
		a := w.ask(table("replica", tokens, rate, cost).between(c.from, c.to))
		r := a.one("pod", "llama-0")
		length := float64(c.to - c.from)
		a.near(fmt.Sprint("tokens of ", c.from), r["tokens"], c.tokens, 1e-9)
		a.near(fmt.Sprint("rate of ", c.from), r["rate"], c.tokens/length, 1e-9)
		a.near(fmt.Sprint("gpus of ", c.from), r["gpus"], 1, 1e-9)
		a.near(fmt.Sprint("cost of ", c.from), r["cost"], length/100, 1e-9)
		if c.from != 600 {
			total += r["tokens"].(float64)
		}
	}
	a := w.ask(table("replica", tokens).between(590, 615))
	a.near("tokens in one", a.one("pod", "llama-0")["tokens"], total, 1e-9)
}

// A card is known by its node to 420 and by its labels from then on: it counts under what held it longest.
func TestAccept5_TheMethodThatHeldLongest(t *testing.T) {
	for _, c := range []struct {
		named  int
		method string
	}{{420, "gpu-labels"}, {780, "exclusive-node"}} {
		w := newWorld(t, kube{pod: "chat/llama-0", gpus: 1}.series(), engine{pod: "chat/llama-0", tokens: growing(10)}.series(),
			card{uuid: "GPU-a", held: []tenure{{c.named, ""}, {always, "chat/llama-0"}}, tensor: constant(0.5)}.series())
		a := w.ask(table("replica", tokens, tensor))
		r := a.one("pod", "llama-0")
		a.near("tokens", r["tokens"], 12000, 0)
		a.near("gpus", r["gpus"], 1, 1e-9)
		a.near("match_share", r["match_share"], 1, 1e-9)
		if len(a.cover.Methods) != 1 || a.cover.Methods[c.method] != 1 {
			t.Errorf("named from %d: %v", c.named, a.cover.Methods)
		}
		o := w.ask(intervals())
		// Named by its labels from one step before the first sample that does so.
		if from, to := held(o.one("method", "exclusive-node")); from != 0 || to != c.named {
			t.Errorf("by its node in [%d, %d), want [0, %d)", from, to, c.named)
		}
		o.is("confidence", o.one("method", "exclusive-node")["confidence"], "inferred")
		o.is("confidence", o.one("method", "gpu-labels")["confidence"], "exact")
	}
}

// Filters are literal or one expression; a rest is a row of its own, whose formulas are of its sums.
func TestAccept5_FiltersAndTheRest(t *testing.T) {
	w := newWorld(t, price("eu", "n1", scrape{}, constant(aCentASecond)))
	for i, pod := range []string{"llama-0", "llama-1", "llama.0"} {
		w.series = append(w.series, heldCard(i, "chat/"+pod)...)
		w.series = append(w.series, engine{pod: "chat/" + pod, tokens: growing(float64(10 * (i + 1)))}.series()...)
	}
	w.series = append(w.series, heldCard(3, "")...)
	q := table("replica", tokens, cost, operand{As: "per_mtok", Formula: "cost / tokens * 1e6"})
	for _, c := range []struct {
		op     string
		values []string
		want   string
	}{
		{"=", []string{"llama.0"}, "llama.0"}, {"=", []string{"llama-0", "llama-1"}, "llama-0 llama-1"}, {"!=", []string{"llama.0"}, "llama-0 llama-1"},
		{"=~", []string{"llama.0"}, "llama-0 llama.0"}, {"!~", []string{"llama.0"}, "llama-1"}, {"=~", []string{"lama-0"}, ""}, {"=", []string{"llama-0|llama-1"}, ""},
	} {
		a := w.ask(q.where("pod", c.op, c.values...))
		var got []string
		for _, r := range a.where("row_kind", "value") {
			got = append(got, r["pod"].(string))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("pod %s %v gives %q, want %q", c.op, c.values, s, c.want)
		}
	}
	if r := w.try(q.where("pod", "=~", "a", "b")); r.Error == nil {
		t.Error("two expressions are taken for one")
	}
	q.Top = &top{N: 1, By: "tokens", Other: true}
	a := w.ask(q)
	largest, rest := a.one("row_kind", "value"), a.one("row_kind", "other")
	a.is("largest", largest["pod"], "llama.0")
	a.near("its price", largest["per_mtok"], 12.0/36000*1e6, 1e-6)
	a.is("key of the rest", rest["cluster"], "other")
	a.near("tokens of the rest", rest["tokens"], 36000, 1e-6)
	a.near("price of the rest", rest["per_mtok"], 24.0/36000*1e6, 1e-6)
	a.near("GPUs of the rest", rest["gpus"], 2, 1e-9)
	free := a.one("row_kind", "unmatched")
	a.is("key of what nobody holds", free["cluster"], "unmatched")
	a.near("its cost", free["cost"], 12, 1e-6)
	a.null("a price of no tokens", free["per_mtok"])
	q.Top.Other = false
	a = w.ask(q)
	if len(a.where("row_kind", "other")) != 0 {
		t.Errorf("a rest nobody asked for:\n%s", a)
	}
}

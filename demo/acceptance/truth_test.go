package acceptance_test

import (
	"encoding/json"
	"math"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/fleet"
	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// simulated is the fleet of the demo at seed 42 in a store, and the fleet itself, which knows the truth.
func simulated(t *testing.T) (*fleet.Fleet, *world) {
	t.Helper()
	f := fleet.New(fleet.Config{Seed: 42, End: origin, Hours: 6})
	s := storetest.Open(t)
	if err := f.Backfill(t.Context(), s.Appender(t.Context()), nil); err != nil {
		t.Fatal(err)
	}
	return f, &world{t: t, settings: currencies, url: s.Serve()}
}

func TestTruth(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates six hours")
	}
	f, w := simulated(t)
	// Hours with the price change, the restart, the move and the scale-up; and all of them at once.
	for _, hours := range [][2]int{{-5, -4}, {-4, -3}, {-3, -2}, {-2, -1}, {-5, -1}} {
		from, to := hours[0]*3600, hours[1]*3600
		t.Run(at(from).Format(time.TimeOnly)+"_to_"+at(to).Format(time.TimeOnly), func(t *testing.T) {
			w := &world{t: t, settings: w.settings, url: w.url}
			for _, cluster := range fleet.Clusters() {
				truth := f.Truth(at(from), at(to)).In(cluster)
				againstReplicas(w, truth, cluster, from, to)
				againstDevices(w, truth, cluster, from, to)
				againstLatency(w, truth, cluster, from, to)
				if cluster != fleet.StagingCluster { // where most gateways that are tried out know no tenant
					againstGateways(w, truth, cluster, from, to)
				}
			}
		})
	}
}

// currencies of the fleet, as its provisioning declares them.
const currencies = `{"currencies":[{"cluster":"prod-us","currency":"USD"},{"currency":"EUR"}]}`

func againstReplicas(w *world, truth fleet.Truth, cluster string, from, to int) {
	prompt := operand{As: "prompt", Signal: "prompt_tokens", Stat: "total"}
	finished := operand{As: "finished", Signal: "requests_finished", Stat: "total"}
	ask := func(grain string, ops ...operand) answer {
		return w.ask(table(grain, ops...).between(from, to).where("cluster", "=", cluster))
	}
	a := ask("replica", tokens, prompt, finished, cost)
	engines := w.systemsOf("generation_tokens")
	total := 0.0
	bill := truth.Bill(cluster)
	for _, d := range truth.Devices {
		if unpriced(d) {
			bill -= d.Cost
		}
	}
	for _, r := range truth.Replicas {
		if !engines[r.Engine] {
			continue // an engine that the catalog does not know is no replica
		}
		got := a.one("cluster", cluster, "namespace", r.Namespace, "pod", r.Pod)
		within := allowance(r, truth)
		if r.Pod == silentPod {
			a.null("tokens of "+r.Pod, got["tokens"])
		} else {
			a.near("generation tokens of "+r.Pod, got["tokens"], r.GenerationTokens, within*r.GenerationTokens+1)
			a.near("prompt tokens of "+r.Pod, got["prompt"], r.PromptTokens, within*r.PromptTokens+1)
			total += r.GenerationTokens
		}
		if r.Engine == "vllm" { // whose counter has the requests that were given up, too
			a.near("requests of "+r.Pod, got["finished"], r.Requests, within*r.Requests+2)
		}
		// Each hold begins and ends between two scrapes.
		slack := 30.0 * float64(len(r.Holds)+1)
		a.near("gpus of "+r.Pod, got["gpus"], r.GPUSeconds()/hours(truth)/3600, slack/3600/hours(truth))
		if cluster == fleet.StagingCluster && r.Namespace == "" {
			a.null("cost of "+r.Pod+", for whose cards nobody has a price", got["cost"])
		} else {
			a.near("cost of "+r.Pod, got["cost"], r.Cost, 0.005*r.Cost+slack*3.1/3600)
		}
	}
	a.near("Σ tokens", a.sum("tokens"), total, 0.01*total)
	a.near("Σ cost against the bill", a.sum("cost"), bill, 0.001*bill)
	d := ask("device", tokens, cost)
	d.near("Σ tokens by device", d.sum("tokens"), a.sum("tokens"), 1e-6*total)
	d.near("Σ cost by device", d.sum("cost"), a.sum("cost"), 1e-6*bill)
	m := ask("model", tokens, cost)
	m.near("Σ tokens by model", m.sum("tokens"), a.sum("tokens"), 1e-6*total)
	m.near("Σ cost by model", m.sum("cost"), a.sum("cost"), 1e-6*bill)
}

const (
	// silentPod runs a build that counts no tokens.
	silentPod = "llama-2-7b-trtllm-0"
	// withoutTensor is a card whose exporter does not tell how busy its matrix engines are.
	withoutTensor = "Intel Data Center GPU Max 1550"
)

// unpriced tells whether a card is on bare metal for which nobody states a price; its rows by price weigh nothing.
func unpriced(d fleet.DeviceTruth) bool {
	return d.Cluster == fleet.StagingCluster && strings.HasPrefix(d.Node, "b")
}

func hours(truth fleet.Truth) float64 { return truth.To.Sub(truth.From).Hours() }

// allowance is 1 %, and for a replica that begins or ends inside the window a scrape of 15 s more at either end: what
// it did before its first and after its last scrape is in no sample.
func allowance(r fleet.ReplicaTruth, truth fleet.Truth) float64 {
	begin, end := truth.To, truth.From
	for _, h := range r.Holds {
		if h.From.Before(begin) {
			begin = h.From
		}
		if h.To.After(end) {
			end = h.To
		}
	}
	if begin.After(truth.From) || end.Before(truth.To) {
		return 0.01 + 30/end.Sub(begin).Seconds()
	}
	return 0.01
}

func againstDevices(w *world, truth fleet.Truth, cluster string, from, to int) {
	a := w.ask(table("device", tensor, cost, operand{As: "joules", Signal: "gpu_energy", Stat: "total"}).between(from, to).where("cluster", "=", cluster))
	engines := w.systemsOf("generation_tokens")
	for _, d := range truth.Devices {
		rows := a.where("gpu_uuid", d.UUID, "mig_id", d.MIG)
		if len(rows) == 0 {
			w.t.Errorf("no row of %s", d.UUID)
			continue
		}
		spent, weighed, joules := 0.0, 0.0, 0.0
		for _, r := range rows {
			c, _ := r["cost"].(float64)
			v, _ := r["tensor"].(float64)
			j, _ := r["joules"].(float64)
			spent, weighed, joules = spent+c, weighed+v*c, joules+j
		}
		if unpriced(d) {
			a.near("cost of "+d.UUID+", which has no price", spent, 0, 0)
		} else {
			a.near("cost of "+d.UUID, spent, d.Cost, 0.002*d.Cost)
		}
		if !unpriced(d) && d.Model != withoutTensor {
			a.near("tensor of "+d.UUID, weighed/spent, d.TensorMean, 0.01+0.03*d.TensorMean)
		}
		a.near("energy of "+d.UUID, joules, d.EnergyJ, 0.02*d.EnergyJ)
		owned := map[string]float64{}
		for _, o := range d.Owners {
			if d.Method == fleet.MethodNative && !engines["triton"] {
				continue // only that engine could say so
			}
			owned[o.Namespace+"/"+o.Pod] += o.Share * o.To.Sub(o.From).Hours() / hours(truth)
		}
		for _, r := range rows {
			if r["row_kind"] != "value" {
				continue
			}
			pod := r["namespace"].(string) + "/" + r["pod"].(string)
			a.near("share of "+pod+" in "+d.UUID, r["gpus"], owned[pod], 61.0/3600)
			a.is("method of "+d.UUID, r["match_method"], d.Method)
			delete(owned, pod)
		}
		for pod, share := range owned {
			if share > 61.0/3600 {
				w.t.Errorf("%s held %s for %g of the hour, no row says so", pod, d.UUID, math.Round(share*1000)/1000)
			}
		}
	}
}

// systemsOf are the systems that the product says report a signal.
func (w *world) systemsOf(signal string) map[string]bool {
	w.t.Helper()
	status, body := call(w.t, w, http.MethodGet, "signals", nil)
	var got struct {
		Signals []struct {
			ID      string
			Systems []string
		}
	}
	if err := json.Unmarshal(body, &got); err != nil || status != http.StatusOK {
		w.t.Fatalf("signals: %d %v", status, err)
	}
	out := map[string]bool{}
	for _, s := range got.Signals {
		for _, system := range s.Systems {
			out[system] = out[system] || s.ID == signal
		}
	}
	return out
}

package acceptance_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// living is a fleet of n replicas that has been read for some hours, up to a second.
func living(t *testing.T, n, from, to int) *world {
	var all [][]storetest.Series
	for i := range n {
		pod := fmt.Sprintf("chat/llama-%d", i)
		all = append(all,
			card{scrape: scrape{step: 30, from: from, to: to}, uuid: fmt.Sprintf("GPU-%d", i), index: i, held: []tenure{{always, pod}},
				tensor: func(s int) float64 { return float64(s*(i+3)%100) / 100 }}.series(),
			engine{scrape: scrape{step: 15, phase: i % 15, from: from, to: to}, pod: pod,
				tokens: func(s int) float64 { return float64(s-from) * float64(i+1) }}.series())
	}
	return newWorld(t, all...)
}

// ofRates is a time series of rates alone: what a refreshing panel asks for.
func ofRates(from, to int) query {
	return graph("replica", rate, tensor).between(from, to).every(seconds(60))
}

// expense is what an answer says it took.
type expense struct{ requests, samples, asked, cached float64 }

func tell(t *testing.T, f *data.Frame) expense {
	t.Helper()
	found := map[string]float64{}
	for _, s := range f.Meta.Stats {
		found[s.DisplayName] = s.Value
	}
	for _, name := range []string{"Requests to the store", "Read from the store", "Samples read", "Steps asked", "Steps from cache"} {
		if _, ok := found[name]; !ok {
			t.Fatalf("no %q in %v", name, f.Meta.Stats)
		}
	}
	return expense{found["Requests to the store"], found["Samples read"], found["Steps asked"], found["Steps from cache"]}
}

// asks sends a query through a recorder to a data source of a name, and gives its frame and how many instants of range
// queries the store was asked for.
func (r *recorder) asks(t *testing.T, pc backend.PluginContext, q query) (*data.Frame, int) {
	t.Helper()
	before := r.steps(t)
	resp := request(t, pc, q)["A"]
	if resp.Error != nil || len(resp.Frames) == 0 {
		t.Fatal(resp.Error)
	}
	return resp.Frames[0], r.steps(t) - before
}

// steps counts the instants of all range queries so far.
func (r *recorder) steps(t *testing.T) int {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	n := 0
	for _, req := range r.requests {
		if req.Form.Get("step") == "" {
			continue
		}
		number := func(name string) float64 {
			v, err := strconv.ParseFloat(req.Form.Get(name), 64)
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		n += int((number("end")-number("start"))/number("step")) + 1
	}
	return n
}

// requireSameValues compares frames value by value, bit by bit.
func requireSameValues(t *testing.T, got, want *data.Frame) {
	t.Helper()
	if len(got.Fields) != len(want.Fields) || got.Rows() != want.Rows() || got.Rows() == 0 {
		t.Fatalf("%d fields of %d rows, want %d of %d", len(got.Fields), got.Rows(), len(want.Fields), want.Rows())
	}
	for i, f := range got.Fields {
		for row := range f.Len() {
			a, _ := f.ConcreteAt(row)
			b, _ := want.Fields[i].ConcreteAt(row)
			if f.Name != want.Fields[i].Name || f.Labels.String() != want.Fields[i].Labels.String() || fmt.Sprint(a) != fmt.Sprint(b) {
				t.Fatalf("%s%v row %d: %v, want %v", f.Name, f.Labels, row, a, b)
			}
		}
	}
}

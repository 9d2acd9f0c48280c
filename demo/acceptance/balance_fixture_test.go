package acceptance_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// groups asks a balance query, a table unless it is made another.
func groups(by ...string) query {
	if len(by) == 0 {
		by = []string{"cluster", "namespace", "group"}
	}
	return query{QueryType: "balance", Format: "table", By: by}
}

func (q query) fields(ids ...string) query {
	q.Fields = ids
	return q
}

// crew is one GPU of a parallel group as its exporter shows it. Zero values are 1,755 MHz and nothing else.
type crew struct {
	tensor fn
	clock  float64
	more   map[string]fn
}

const fullClock = 1755

// rig is a group of cards on a node, all held by one pod; index n on the node is GPU-<prefix><n>.
func rig(prefix, pod string, members ...crew) []storetest.Series {
	var out []storetest.Series
	for i, g := range members {
		out = append(out, g.card(prefix, i, pod).series()...)
	}
	return out
}

func (g crew) card(prefix string, index int, pod string) card {
	more := map[string]fn{"DCGM_FI_DEV_SM_CLOCK": constant(fullClock)}
	if g.clock > 0 {
		more["DCGM_FI_DEV_SM_CLOCK"] = constant(g.clock)
	}
	for name, f := range g.more {
		more[name] = f
	}
	return card{uuid: fmt.Sprintf("GPU-%s%d", prefix, index), index: index, held: []tenure{{always, pod}}, tensor: g.tensor, more: more}
}

// pulling is a GPU with a constant tensor activity at the full clock.
func pulling(tensor float64) crew { return crew{tensor: constant(tensor)} }

// hot is a GPU that heat slows down: 1,230 MHz, and 41 % of the time below what it could.
func hot(tensor float64) crew {
	return crew{tensor: constant(tensor), clock: 1230, more: map[string]fn{"DCGM_FI_DEV_THERMAL_VIOLATION": growing(0.41e9), "DCGM_FI_DEV_GPU_TEMP": constant(88)}}
}

type straggling struct {
	From, To  int64
	Device    map[string]string
	Cause     string
	LostShare float64 `json:"lost_share"`
	Evidence  []struct {
		Field, Unit, Op, Label string
		Value, Against         *float64
		AgainstWhat            string `json:"against_what"`
		Holds                  bool
	}
}

type balanceGroup struct {
	Key            map[string]string
	Kind           string
	Ranks          int
	Spread         *float64
	LostGPUSeconds *float64 `json:"lost_gpu_seconds"`
	LostMoney      *float64 `json:"lost_money"`
	Currency       string
	Stragglers     []straggling
	BandwidthBound bool `json:"bandwidth_bound"`
	Stages         []struct {
		Stage          string
		Devices        int
		Tensor, Bubble float64
	}
	Changes []struct {
		At     int64
		Device map[string]string
		Joined bool
	}
	NCCL []struct {
		Collective string
		Samples    int
		BusbwP50   *float64 `json:"busbw_p50"`
		TimeP50    *float64 `json:"time_p50"`
	}
	Note string
}

// groups are meta.custom.balance.groups.
func (a answer) groups() []balanceGroup {
	a.t.Helper()
	raw, err := json.Marshal(a.frame.Meta.Custom)
	if err != nil {
		a.t.Fatal(err)
	}
	var out struct {
		QueryType string
		Balance   struct{ Groups []balanceGroup }
	}
	if err := json.Unmarshal(raw, &out); err != nil || out.QueryType != "balance" {
		a.t.Fatalf("%v in %s", err, raw)
	}
	return out.Balance.Groups
}

// group is the facts of the group of that name.
func (a answer) group(name string) balanceGroup {
	a.t.Helper()
	all := a.groups()
	i := slices.IndexFunc(all, func(g balanceGroup) bool { return g.Key["group"] == name })
	if i < 0 {
		a.t.Fatalf("no group %s in %+v", name, all)
	}
	return all[i]
}

// ranks is the second frame of a table of groups.
func (w *world) ranks(q query) answer {
	w.t.Helper()
	resp := w.try(q)
	if resp.Error != nil || len(resp.Frames) != 2 {
		w.t.Fatalf("%d frames, %v", len(resp.Frames), resp.Error)
	}
	f := resp.Frames[1]
	if f.Name != "ranks" || f.Meta.Type != data.FrameTypeTable {
		w.t.Errorf("second frame %q, %+v", f.Name, f.Meta)
	}
	return answer{w.t, f, coverage{}}
}

// evidence is what a straggler's evidence says of a field.
func (s straggling) evidence(t *testing.T, field, label string) (value, against float64, holds bool) {
	t.Helper()
	for _, e := range s.Evidence {
		if e.Field == field && e.Label == label {
			value, against = -1, -1
			if e.Value != nil {
				value = *e.Value
			}
			if e.Against != nil {
				against = *e.Against
			}
			return value, against, e.Holds
		}
	}
	t.Errorf("no evidence of %s %s in %+v", field, label, s.Evidence)
	return
}

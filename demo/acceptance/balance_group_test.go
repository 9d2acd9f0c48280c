package acceptance_test

import "testing"

// One GPU of four is busiest at a low clock: the others lose (0.6 - 0.4) ÷ 0.6 of their time, a third of 3 × 1,200 s, and
// a second costs 0.01.
func TestBalance_ClockStraggler(t *testing.T) {
	w := newWorld(t, rig("a", "chat/big", pulling(0.4), pulling(0.4), hot(0.6), pulling(0.4)),
		engine{pod: "chat/big"}.series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
	w.settings = `{"currencies":[{"currency":"EUR"}]}`
	a := w.ask(groups())
	a.values(1)
	r := a.one("group", "big")
	a.is("cluster", r["cluster"], "eu")
	a.is("namespace", r["namespace"], "chat")
	a.near("tensor", r["tensor"], 0.45, 1e-9)
	a.near("busiest", r["tensor_max"], 0.6, 1e-9)
	a.near("least busy", r["tensor_min"], 0.4, 1e-9)
	a.near("spread", r["spread"], 1./3, 1e-9)
	a.near("lost", r["lost_gpu_seconds"], 1200, 1e-6)
	a.near("money", r["lost_money"], 12, 1e-6)
	a.is("currency", a.group("big").Currency, "EUR")
	a.near("straggler", r["straggler"], 1, 0)
	a.near("clock", r["clock"], (3*1755e6+1230e6)/4, 1)
	a.near("throttle", r["throttle"], 0.41, 1e-6)
	a.near("gpus", r["gpus"], 4, 1e-9)
	a.null("nobody measures NVLink", r["nvlink_tx"])
	g := a.group("big")
	if g.Kind != "replica" || g.Ranks != 4 || len(g.Stragglers) != 1 || len(g.Changes) != 0 || g.BandwidthBound {
		t.Fatalf("%+v", g)
	}
	s := g.Stragglers[0]
	if s.Cause != "clock" || s.Device["gpu_uuid"] != "GPU-a2" || s.Device["gpu_index"] != "2" || s.From != at(0).UnixMilli() || s.To != at(1200).UnixMilli() {
		t.Errorf("%+v", s)
	}
	a.near("lost share", s.LostShare, 0.25, 1e-9)
	clock, mid, holds := s.evidence(t, "clock", "")
	if clock != 1230e6 || mid != 1755e6 || !holds {
		t.Errorf("clock %g against %g", clock, mid)
	}
	share, _, _ := s.evidence(t, "throttle", "thermal")
	a.near("throttled", share, 0.41, 1e-6)
	if heat, _, _ := s.evidence(t, "temperature", ""); heat != 88 {
		t.Errorf("%g degrees", heat)
	}
	ranks := w.ranks(groups())
	if got := len(ranks.rows()); got != 4 {
		t.Fatalf("%d ranks in\n%s", got, ranks)
	}
	slow := ranks.one("gpu_uuid", "GPU-a2")
	ranks.near("its tensor", slow["tensor"], 0.6, 1e-9)
	ranks.near("straggler", slow["straggler"], 1, 0)
	ranks.near("it loses nothing itself", slow["lost_gpu_seconds"], 0, 0)
	ranks.is("pod", slow["pod"], "big")
	ranks.is("engine rank", slow["engine_rank"], "0")
	other := ranks.one("gpu_uuid", "GPU-a0")
	ranks.near("another's loss", other["lost_gpu_seconds"], 400, 1e-6)
	ranks.near("another's money", other["lost_money"], 4, 1e-6)
	ranks.near("no straggler", other["straggler"], 0, 0)
}

package fleet_test

import (
	"testing"

	"github.com/tokenpath/tokenpath/demo/fleet"
)

func TestSameConfigGivesTheSameSamples(t *testing.T) {
	cfg := fleet.Config{Seed: 7, End: end, Hours: 0.5}
	_, a := record(t, cfg)
	_, b := record(t, cfg)
	if a.total == 0 || a.digest() != b.digest() {
		t.Errorf("%d and %d samples with different digests", a.total, b.total)
	}
	cfg.Seed = 8
	if _, c := record(t, cfg); c.digest() == a.digest() {
		t.Error("another seed gave the same samples")
	}
}

package acceptance_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Random fleets through the real path: a random world is written into an embedded Prometheus as its exporters would,
// the backend answers, and the answers must obey the laws of design §3 and agree with the model of laws_model_test.go.
//
//	go test ./acceptance -run TestLaws                  a dozen fleets, and every one that once failed
//	LAW_SEEDS=500 go test ./acceptance -run TestLaws    more of them
//	LAW_SEED=1234 go test ./acceptance -run TestLaws    one
//
// A fleet that fails is printed with the smallest set of traits that still fails; add its seed to testdata/laws/seeds.
const usualSeeds = 12

var laws = map[string]func(*inquest){}

// law names a law when the tests are loaded.
func law(name string, check func(*inquest)) bool {
	laws[name] = check
	return true
}

func TestLaws(t *testing.T) {
	for _, seed := range seedsOf(t) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			judge(t, seed)
		})
	}
}

// seedsOf are the seeds to try: the remembered ones and a dozen more.
func seedsOf(t *testing.T) []uint64 {
	t.Helper()
	if one := os.Getenv("LAW_SEED"); one != "" {
		seed, err := strconv.ParseUint(one, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		return []uint64{seed}
	}
	raw, err := os.ReadFile(filepath.Join("testdata", "laws", "seeds"))
	if err != nil {
		t.Fatal(err)
	}
	var out []uint64
	for line := range strings.Lines(string(raw)) {
		if text, _, _ := strings.Cut(line, "#"); strings.TrimSpace(text) != "" {
			seed, err := strconv.ParseUint(strings.TrimSpace(text), 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, seed)
		}
	}
	n := usualSeeds
	if more, err := strconv.Atoi(os.Getenv("LAW_SEEDS")); err == nil {
		n = more
	}
	for seed := range uint64(n) {
		if !slices.Contains(out, seed) {
			out = append(out, seed)
		}
	}
	return out
}

// judge tries all laws on a seed's fleet, and makes it smaller while it breaks the same law.
func judge(t *testing.T, seed uint64) {
	t.Helper()
	failures := try(t, recipe{seed: seed}, "")
	if len(failures) == 0 {
		return
	}
	first, _, _ := strings.Cut(failures[0], ":")
	var without []trait
	if os.Getenv("LAW_WITHOUT") == "" && os.Getenv("LAW_SHRINK") != "0" {
		for _, x := range traits {
			if smaller := append(slices.Clone(without), x); len(try(t, recipe{seed, smaller}, first)) > 0 {
				without = smaller
			}
		}
	}
	if len(without) == 0 {
		t.Errorf("the fleet of seed %d breaks the laws:\n%s\nrepeat: LAW_SEED=%d go test ./acceptance -run TestLaws", seed, excerpt(failures), seed)
		return
	}
	left := slices.DeleteFunc(slices.Clone(traits), func(x trait) bool { return slices.Contains(without, x) })
	t.Errorf("the fleet of seed %d breaks the laws:\n%s\nsmallest fleet that breaks %q has: %v\n%s\nrepeat: LAW_SEED=%d go test ./acceptance -run TestLaws",
		seed, excerpt(failures), first, left, excerpt(try(t, recipe{seed, without}, first)), seed)
}

// try is what a fleet does wrong under one law, or under all.
func try(t *testing.T, r recipe, only string) []string {
	t.Helper()
	for _, x := range strings.Split(os.Getenv("LAW_WITHOUT"), ",") {
		if x != "" {
			r.without = append(r.without, trait(x))
		}
	}
	q := newInquest(t, newFleet(r))
	for _, name := range slices.Sorted(maps.Keys(laws)) {
		if only == "" && (os.Getenv("LAW") == "" || os.Getenv("LAW") == name) || only == name {
			laws[name](q)
		}
	}
	return q.failures
}

func excerpt(failures []string) string {
	if n := len(failures); n > 12 {
		failures = append(slices.Clone(failures[:12]), fmt.Sprintf("… and %d more", n-12))
	}
	return "  " + strings.Join(failures, "\n  ")
}

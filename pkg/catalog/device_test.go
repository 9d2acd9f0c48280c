package catalog_test

import (
	"math"
	"testing"

	"github.com/tokenpath/tokenpath/pkg/catalog"
)

func TestNormalizeUUID(t *testing.T) {
	const id = "604ab0b0-1234-5678-9abc-def012345678"
	for in, want := range map[string]string{
		"GPU-" + id:          "GPU-" + id,
		"gpu-" + id:          "GPU-" + id,
		"  GPU-" + id + "\n": "GPU-" + id,
		"GPU-604AB0B0-1234-5678-9ABC-DEF012345678": "GPU-" + id,
		id:                                     "GPU-" + id,
		"604AB0B0-1234-5678-9ABC-DEF012345678": "GPU-" + id,
		"MIG-" + id:                            "MIG-" + id,
		"mig-" + id:                            "MIG-" + id,
		"MIG-GPU-" + id + "/7/0":               "MIG-GPU-" + id + "/7/0",
		"GPU-fake-1":                           "GPU-fake-1",
		"nvidia0":                              "nvidia0",
		" nvidia0 ":                            "nvidia0",
		"":                                     "",
	} {
		if got := catalog.NormalizeUUID(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestNormalizeMIGProfile(t *testing.T) {
	for in, want := range map[string]string{
		"1g.10gb":                   "1g.10gb",
		"1G.10GB":                   "1g.10gb",
		" MIG 1g.10gb ":             "1g.10gb",
		"mig-1g.10gb":               "1g.10gb",
		"1g.10gb+me":                "1g.10gb+me",
		"1g.24gb-me":                "1g.24gb-me",
		"1g.24gb+me.all":            "1g.24gb+me.all",
		"nvidia.com/mig-1g.10gb.me": "1g.10gb+me",
		"nvidia_com_mig_3g_40gb":    "3g.40gb",
		"nvidia_com_mig_1g_10gb_me": "1g.10gb+me",
		"1c.3g.40gb":                "3g.40gb",
		"whole":                     "whole",
		"":                          "",
	} {
		if got := catalog.NormalizeMIGProfile(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestMIGShare(t *testing.T) {
	const h100, a30 = "NVIDIA H100 80GB HBM3", "NVIDIA A30"
	for _, tc := range []struct {
		profile, model string
		want           float64
	}{
		{"", h100, 1},
		{"not a profile", h100, 1},
		{"1g.10gb", h100, 1.0 / 7},
		{"1g.10gb", "", 1.0 / 7},
		{"1g.10gb+me", h100, 1.0 / 7},
		{"3g.40gb", h100, 3.0 / 7},
		{"4g.40gb", h100, 4.0 / 7},
		{"7g.80gb", h100, 1},
		{"1g.6gb", a30, 0.25},
		{"2g.12gb", "A30", 0.5},
		{"4g.24gb", a30, 1},
		{"4g.24gb", "NVIDIA-A30", 1},
		{"1g.5gb", "NVIDIA A300", 1.0 / 7},
		{"1g.24gb", "NVIDIA RTX PRO 6000 Blackwell Server Edition", 0.25},
		{"0g.10gb", h100, 1},
		{"9g.10gb", h100, 1},
		{"nvidia_com_mig_2g_20gb", h100, 2.0 / 7},
		{"cpx", "AMD Instinct MI300X", 1.0 / 8},
		{"CPX", "AMD Instinct MI300A", 1.0 / 6},
		{"dpx", "AMD Instinct MI300X", 0.5},
		{"spx", "AMD Instinct MI300X", 1},
	} {
		if got := catalog.MIGShare(tc.profile, tc.model); math.Abs(got-tc.want) > 1e-15 {
			t.Errorf("%q on %q: %v, want %v", tc.profile, tc.model, got, tc.want)
		}
	}
}

func TestOwnerLabelSets(t *testing.T) {
	sets := catalog.OwnerLabelSets()
	if sets[0].Pod != "exported_pod" || sets[1].Pod != "pod" {
		t.Errorf("%v: what the exporter said comes before what the scraper says", sets)
	}
	seen := map[string]bool{}
	for _, s := range sets {
		if s.Pod == "" || s.Namespace == "" || s.Container == "" || seen[s.Pod] {
			t.Errorf("%+v", s)
		}
		seen[s.Pod] = true
	}
}

// A partition id is a slice only where the card is partitioned.
func TestPartitionsOfAMD(t *testing.T) {
	a := of(t, "amd", "gpu_power")[0]
	labels := map[string]string{"gpu_id": "3", "card_model": "MI300X", "hostname": "n1", "serial_number": "S1", "gpu_partition_id": "0"}
	for mode, want := range map[string]string{"spx": "", "SPX": "", "cpx": "0"} {
		labels["gpu_compute_partition_type"] = mode
		if got := a.Canonical(labels)["mig_id"]; got != want {
			t.Errorf("%s: slice %q, want %q", mode, got, want)
		}
	}
}

package catalog

import (
	"regexp"
	"strconv"
	"strings"
)

// migProfile finds "1g.10gb" in any of its spellings: with a MIG prefix, with the "1c." of a compute
// instance, as the resource name nvidia.com/mig-1g.10gb.me, or sanitised as nvidia_com_mig_1g_10gb_me.
var migProfile = regexp.MustCompile(`^(?:mig[ -]|nvidia[._]com[/_]mig[-_])?(?:\d+c[._])?(\d+)g[._](\d+)gb(?:([+._-])([a-z.+_-]+))?$`)

// smallMIGModels are the cards that divide into four slices; all others divide into seven.
// Source: NVIDIA MIG user guide, supported profiles.
var smallMIGModels = regexp.MustCompile(`(?i)\bA30X?\b|\bRTX PRO 6000\b`)

// partitionShares are the parts of a card that a partition of an AMD compute mode holds, by the mode's name. Source: AMD
// Instinct partitioning guide; CPX makes one partition of each of an MI300X's eight chiplets.
var partitionShares = map[string]float64{"dpx": 1.0 / 2, "tpx": 1.0 / 3, "qpx": 1.0 / 4, "cpx": 1.0 / 8}

// smallPartitionModels have six chiplets for CPX to part.
var smallPartitionModels = regexp.MustCompile(`(?i)\bMI300A\b`)

// wholeCard is the compute mode of a card in one piece, whose partition id names no part.
const wholeCard = "spx"

// NormalizeMIGProfile brings the spellings of a MIG profile to one form, such as "1g.10gb" or
// "1g.10gb+me". Text that is no profile only loses outer blanks.
func NormalizeMIGProfile(s string) string {
	s = strings.TrimSpace(s)
	m := migProfile.FindStringSubmatch(strings.ToLower(s))
	if m == nil {
		if mode := strings.ToLower(s); mode == wholeCard || partitionShares[mode] > 0 {
			return mode
		}
		return s
	}
	profile := m[1] + "g." + m[2] + "gb"
	switch m[3] {
	case "":
		return profile
	case "-":
		// "1g.24gb-me" is a slice without media engines, the opposite of "+me".
		return profile + "-" + m[4]
	}
	return profile + "+" + m[4]
}

// MIGShare is the part of a card that a slice of the given profile holds: its compute slices over the
// model's whole. A partition of an AMD card is a slice too. It is 1 where the profile is empty or is none, because the device is then a whole card.
func MIGShare(profile, gpuModel string) float64 {
	if part := partitionShares[strings.ToLower(strings.TrimSpace(profile))]; part > 0 {
		if part == partitionShares["cpx"] && smallPartitionModels.MatchString(gpuModel) {
			return 1.0 / 6
		}
		return part
	}
	m := migProfile.FindStringSubmatch(strings.ToLower(strings.TrimSpace(profile)))
	if m == nil {
		return 1
	}
	slices, err := strconv.ParseFloat(m[1], 64)
	if err != nil || slices == 0 {
		return 1
	}
	return min(slices/float64(MIGSlices(gpuModel)), 1)
}

// MIGSlices is the number of compute slices into which a card of the model divides: 7, or 4 on an A30.
func MIGSlices(gpuModel string) int {
	if smallMIGModels.MatchString(strings.ReplaceAll(gpuModel, "-", " ")) {
		return 4
	}
	return 7
}

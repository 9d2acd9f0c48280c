package catalog

import "regexp"

// nvlinkBandwidths are what all NVLinks of a card carry together in one direction, bytes a second, by the card's model;
// the first that matches counts. Source: NVIDIA's data sheets, which state the sum of both directions.
var nvlinkBandwidths = []struct {
	model  *regexp.Regexp
	perWay float64
}{
	{regexp.MustCompile(`(?i)\bG?B[23]00\b`), 900e9},
	{regexp.MustCompile(`(?i)\b[AH]800\b`), 200e9},
	{regexp.MustCompile(`(?i)\bH(100|200)[ -]?(NVL|PCIe)\b`), 300e9},
	{regexp.MustCompile(`(?i)\bH(100|200|20)\b|\bGH200\b`), 450e9},
	{regexp.MustCompile(`(?i)\bA100\b`), 300e9},
	{regexp.MustCompile(`(?i)\bV100\b`), 150e9},
	{regexp.MustCompile(`(?i)\bA30\b`), 100e9},
	{regexp.MustCompile(`(?i)\b(A40|RTX A6000)\b`), 56.25e9},
	{regexp.MustCompile(`(?i)\bP100\b`), 80e9},
}

// NVLinkBandwidth is what all NVLinks of a card of the model carry in one direction, bytes a second; 0 where that is not
// known. A card that is not linked has its model's bandwidth all the same.
func NVLinkBandwidth(gpuModel string) float64 {
	for _, b := range nvlinkBandwidths {
		if b.model.MatchString(gpuModel) {
			return b.perWay
		}
	}
	return 0
}

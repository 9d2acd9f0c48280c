package plan

import (
	"fmt"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
)

// littleAbove is what a ratio on a MIG slice may read above 1 by rounding of its counters, before it is worth a word.
const littleAbove = 1.05

// clampSlice takes readings of a MIG slice above 100 % as 100 %: DCGM counts some activity of a slice against units of
// another size (NVIDIA/DCGM#152).
func (rd *reading) clampSlice(src *join.Source) {
	sig := rd.spec.signal
	if src.Device.MIG == "" || sig == nil || sig.Kind != catalog.KindGauge || sig.Unit != "percentunit" {
		return
	}
	over := false
	for i, v := range src.V {
		if v > 1 {
			over = over || v > littleAbove
			src.V[i] = 1
		}
	}
	if over {
		rd.clamped++
	}
}

// warnClamped says how many slices read more than can be.
func (rd *reading) warnClamped(s *session) {
	if rd.clamped > 0 {
		s.warn(fmt.Sprintf("%s: %d series of MIG slices read more than 100 %%, which cannot be; 100 %% is shown.", rd.spec.As, rd.clamped))
	}
}

package catalog

// Valid says whether an exposed value can be real: blanks of a driver and markers for "no data" are not.
func (a Alternative) Valid(v float64) bool {
	if a.MaxValid > 0 && v > a.MaxValid {
		return false
	}
	return !a.DropNegative || v >= 0
}

// ScaleFor is the factor from exposed to canonical values for a series whose largest valid exposed value
// is largest. The second result says that the values did not fit the unit the name promises.
func (a Alternative) ScaleFor(largest float64) (float64, bool) {
	scale := a.Scale
	if scale == 0 {
		scale = 1
	}
	if a.RescaleAbove > 0 && largest > a.RescaleAbove {
		return scale * a.RescaleBy, true
	}
	return scale, false
}

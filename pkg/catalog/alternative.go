package catalog

import "regexp"

// Alternative is one name, or one combination of names, under which a source system exposes a signal.
//
// The alternatives of a signal within a system are ordered newest first, and the first that a device or
// replica has is read: old and new names are never added. Alternatives whose Const differ are no rivals
// but parts of one breakdown (a throttle counter per reason), and each part is resolved on its own.
type Alternative struct {
	// System and Signal are filled by the loader.
	System string `yaml:"-"`
	Signal string `yaml:"-"`

	// Metric is the base name: without _bucket, _sum and _count for a distribution, with _total for a
	// counter that is exposed so.
	Metric string `yaml:"metric"`
	// Sum replaces Metric: gauges of one device that are added, sample by sample.
	Sum []string `yaml:"sum"`
	// Optional lists the names of Sum that may be absent.
	Optional []string `yaml:"optional"`
	// Numerator and Denominator replace Metric where the kind is ratio: two counters whose increases
	// over the same window are divided.
	Numerator   string `yaml:"numerator"`
	Denominator string `yaml:"denominator"`

	// Kind is the kind in this system; the signal's own unless the file says otherwise.
	Kind Kind `yaml:"kind"`
	// Scale turns the exposed value into the canonical unit; 1 when the file has none.
	Scale float64 `yaml:"scale"`
	// RescaleAbove, where positive, is the largest exposed value that fits the unit which Scale assumes:
	// when a series shows a larger one, all its values are also multiplied by RescaleBy.
	RescaleAbove float64 `yaml:"rescale_above"`
	RescaleBy    float64 `yaml:"rescale_by"`
	// MaxValid, where positive, is the largest exposed value that can be real. Larger ones are blanks of
	// the driver ("not supported", "no data") and are dropped before anything is computed.
	MaxValid float64 `yaml:"max_valid"`
	// DropNegative says that values below zero mark "no data" and are dropped too.
	DropNegative bool `yaml:"drop_negative"`

	// Match fixes labels to a value, MatchRegex to an RE2 anchored at both ends.
	Match      map[string]string `yaml:"match"`
	MatchRegex map[string]string `yaml:"match_regex"`
	regex      map[string]*regexp.Regexp
	// blanks and modelFromPod are the system's.
	blanks       []string
	modelFromPod bool
	// Require lists labels that must be there, Forbid labels that must not: they tell emitters of equal
	// names apart.
	Require []string `yaml:"require"`
	Forbid  []string `yaml:"forbid"`

	// Beside is a metric of the same system that is there wherever this one is. Where another system writes the name
	// too, it spares a request for series that cannot be there; it must be one of the system's Presence.
	Beside string `yaml:"beside"`

	// Labels maps a canonical label to the source labels it may come from; the first present wins. The
	// system's own map is merged in by the loader.
	Labels map[string][]string `yaml:"labels"`
	// Dims says how series that differ in a further source label combine.
	Dims map[string]Dim `yaml:"dims"`
	// Const are labels that the source does not write but the name implies.
	Const map[string]string `yaml:"const"`

	// NotOnMIG says that readings on a MIG slice mean nothing and are to be dropped.
	NotOnMIG bool `yaml:"not_on_mig"`
	// FirstBucket is the first upper bound of a distribution's default layout, in canonical units: below
	// it a quantile is interpolation from zero.
	FirstBucket float64 `yaml:"first_bucket"`
	// Era says in which versions the name is found, EnabledBy what must be switched on, Note what else
	// a reader should know.
	Era       string `yaml:"era"`
	EnabledBy string `yaml:"enabled_by"`
	Note      string `yaml:"note"`
}

// Dim says how series that differ in one label combine within a replica or device.
type Dim string

const (
	// DimSum marks parts of a whole, which are added.
	DimSum Dim = "sum"
	// DimOnce marks one thing seen several times, which is counted once.
	DimOnce Dim = "once"
	// DimRank marks ranks that work for themselves: additive values add, intensive ones are averaged.
	DimRank Dim = "rank"
	// DimKeep marks parts that overlap or must not be merged: they stay apart.
	DimKeep Dim = "keep"
)

// ExposedNames lists the metric names the alternative reads, as they stand in the exposition.
func (a Alternative) ExposedNames() []string {
	switch {
	case len(a.Sum) > 0:
		return append([]string(nil), a.Sum...)
	case a.Numerator != "":
		return []string{a.Numerator, a.Denominator}
	case a.Kind == KindDistribution:
		return []string{a.Metric + "_bucket", a.Metric + "_sum", a.Metric + "_count"}
	}
	return []string{a.Metric}
}

// Names is ExposedNames with the name a native histogram of the same distribution would have.
func (a Alternative) Names() []string {
	if a.Kind != KindDistribution {
		return a.ExposedNames()
	}
	return append(a.ExposedNames(), a.Metric)
}

// PartKey is equal for alternatives that rival each other and differs for parts of one breakdown.
func (a Alternative) PartKey() string {
	return joinSorted(a.Const)
}

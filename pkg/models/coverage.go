package models

// Coverage says how much of what is there an answer could join, and why not the rest.
// It travels in meta.custom.coverage of a query's first frame and holds no URL and no PromQL.
type Coverage struct {
	// StepS is the grid step in seconds; 0 for a table, whose value covers the whole range.
	StepS float64 `json:"step_s"`
	// Devices counts devices with a known owner among those observed.
	Devices MatchCount `json:"devices"`
	// Replicas counts replicas with a known device among those observed.
	Replicas MatchCount `json:"replicas"`
	// Methods counts devices by the ownership method that held them longest.
	Methods map[string]int `json:"methods"`
	// Sources describes what was read, a family each.
	Sources []SourceCoverage `json:"sources"`
	// Unmatched names the first 20 keys that were not matched, with the reason.
	Unmatched []UnmatchedKey `json:"unmatched"`
	// Empty says per operand or field why it has no value at all.
	Empty []EmptySide `json:"empty,omitempty"`
	// Shared names operands of which one reading stands in several rows: those of pods that share a GPU, or of MIG
	// slices of one card. They are neither added nor split.
	Shared []string `json:"shared,omitempty"`
	// Missing names the families whose endpoint did not answer; their side of the join is blank.
	Missing []MissingSide `json:"missing,omitempty"`
	// Decomposed is the share of a latency query's requests whose phases are all known; absent for other types.
	Decomposed *float64 `json:"decomposed,omitempty"`
	// Unbilled names GPUs that only a price source counts, with what they would come to; of cost queries only.
	Unbilled []UnbilledGPUs `json:"unbilled,omitempty"`
	// Traces says of how many exemplars the trace exists; of exemplars queries only.
	Traces *TraceCoverage `json:"traces,omitempty"`
}

// TraceState says whether the trace that an exemplar names exists.
type TraceState string

const (
	// TraceFound is in the store of traces.
	TraceFound TraceState = "found"
	// TraceSampledOut is not, though the store has other traces of that time.
	TraceSampledOut TraceState = "sampled out"
	// TraceUnknown could not be told; coverage has the reason.
	TraceUnknown TraceState = "unknown"
)

// TraceCoverage counts exemplars by whether their traces exist.
type TraceCoverage struct {
	Found      int `json:"found"`
	SampledOut int `json:"sampled_out"`
	Unknown    int `json:"unknown"`
	// Unchecked are those of the unknown beyond the number that one query checks, Malformed those whose trace id is none.
	Unchecked int `json:"unchecked,omitempty"`
	Malformed int `json:"malformed,omitempty"`
	// Nearest are those of the sampled out for which a trace like theirs was found.
	Nearest int `json:"nearest,omitempty"`
	// Why is the reason for the other unknown ones.
	Why string `json:"why,omitempty"`
}

// MissingSide is a family that could not be read, and why.
type MissingSide struct {
	Family string `json:"family"`
	Why    string `json:"why"`
}

// MatchCount is matched of total.
type MatchCount struct {
	Matched int `json:"matched"`
	Total   int `json:"total"`
}

// SourceCoverage describes one family's series in an answer.
type SourceCoverage struct {
	// Family is gpu, engine, kubernetes, cost or gateway.
	Family string `json:"family"`
	// NativeStepS is the scrape interval found in the data, in seconds; 0 when unknown.
	NativeStepS float64 `json:"native_step_s"`
	// LastSampleAgeS is the age of the newest sample at the end of the range, in seconds.
	LastSampleAgeS float64 `json:"last_sample_age_s"`
	// Series counts the series read.
	Series int `json:"series"`
}

// UnmatchedKey is a device or replica that could not be joined.
type UnmatchedKey struct {
	Key string `json:"key"`
	Why string `json:"why"`
}

// EmptyReason says why a side of the join has nothing.
type EmptyReason string

const (
	// EmptyNoSeries means that none of the names looked for exists.
	EmptyNoSeries EmptyReason = "no-series"
	// EmptyNoSamples means that series exist, but without samples in the range.
	EmptyNoSamples EmptyReason = "no-samples"
	// EmptyNoMatch means that samples exist, but none matches a row or filter.
	EmptyNoMatch EmptyReason = "no-match"
	// EmptyNoExemplars means that samples exist, but no exemplars in the range.
	EmptyNoExemplars EmptyReason = "no-exemplars"
	// EmptyUnequalBuckets means that the histograms of every row have unequal bucket layouts, which have no quantile.
	EmptyUnequalBuckets EmptyReason = "unequal-buckets"
	// EmptyNotReported means that the engines present report no such thing.
	EmptyNotReported EmptyReason = "not-reported"
	// EmptyNotOnMIG means that only MIG slices were found, on which there is no such thing.
	EmptyNotOnMIG EmptyReason = "not-on-mig"
	// EmptyUnreachable means that the side's endpoint did not answer.
	EmptyUnreachable EmptyReason = "unreachable"
)

// EmptySide names an operand without values and the reason.
type EmptySide struct {
	Operand string      `json:"operand"`
	Reason  EmptyReason `json:"reason"`
	// LookedFor lists the metric names that were searched, for no-series.
	LookedFor []string `json:"looked_for,omitempty"`
	// Systems are the engines that do not report it, for not-reported.
	Systems []string `json:"systems,omitempty"`
}

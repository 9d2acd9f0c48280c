package promapi

// Answer is a yes or no that may not be known.
type Answer uint8

// The answers; the zero value is Unknown.
const (
	Unknown Answer = iota
	Yes
	No
)

// Features are facts about a store that change what can be asked of it.
type Features struct {
	// Exemplars: query_exemplars can hold something. Mimir and Thanos keep
	// exemplars where they are configured to and do not say whether they are.
	Exemplars Answer
	// NativeHistograms: the store can hold native histograms and answer them.
	NativeHistograms Answer
	// MetricsQL: the expressions are those of VictoriaMetrics, which fills gaps
	// and counts increases in its own way.
	MetricsQL Answer
	// PartialAnswers: an answer may lack what a part of the store did not give;
	// the warnings say so then.
	PartialAnswers Answer
}

func featuresOf(product string) Features {
	switch product {
	case ProductPrometheus:
		return Features{NativeHistograms: Yes, MetricsQL: No, PartialAnswers: No}
	case ProductVictoriaMetrics:
		return Features{Exemplars: No, NativeHistograms: No, MetricsQL: Yes, PartialAnswers: Yes}
	case ProductMimir:
		return Features{NativeHistograms: Yes, MetricsQL: No, PartialAnswers: No}
	case ProductThanos:
		return Features{NativeHistograms: Yes, MetricsQL: No, PartialAnswers: Yes}
	}
	return Features{}
}

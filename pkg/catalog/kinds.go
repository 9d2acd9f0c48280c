package catalog

import "slices"

// Family groups signals by the kind of source they come from. Each family may live in its own store.
type Family string

const (
	// FamilyEngine is what an inference engine reports about itself.
	FamilyEngine Family = "engine"
	// FamilyGPU is what a GPU exporter reports about a card or a slice of it.
	FamilyGPU Family = "gpu"
	// FamilyCost is prices and money.
	FamilyCost Family = "cost"
	// FamilyGateway is what a proxy in front of the engines saw, by tenant where it knows one.
	FamilyGateway Family = "gateway"
	// FamilyKubernetes is what the platform reports about pods, containers and quotas.
	FamilyKubernetes Family = "kubernetes"
	// FamilyFabric is collectives and the network between machines.
	FamilyFabric Family = "fabric"
	// FamilyHealth says whether the sources themselves can be trusted.
	FamilyHealth Family = "health"
)

// Families lists every family in the order in which they are shown.
func Families() []Family {
	return []Family{
		FamilyEngine, FamilyGPU, FamilyCost, FamilyGateway, FamilyKubernetes, FamilyFabric, FamilyHealth,
	}
}

// Kind says how a signal is reduced in its own time.
type Kind string

const (
	// KindGauge is a level, reduced by avg, min, max or last over time.
	KindGauge Kind = "gauge"
	// KindCounter only rises, save for resets; it is reduced per series before anything else.
	KindCounter Kind = "counter"
	// KindDistribution is a histogram, classic or native.
	KindDistribution Kind = "distribution"
	// KindRatio is the increase of one counter over that of another.
	KindRatio Kind = "ratio"
	// KindState holds until its next sample: a price, a request, an info series.
	KindState Kind = "state"
)

// Space says how values combine across devices and replicas.
type Space string

const (
	// SpaceAdditive values add up and are split among those who share them: tokens, joules, money.
	SpaceAdditive Space = "additive"
	// SpaceIntensive values are averaged, never added: ratios, clocks, temperatures.
	SpaceIntensive Space = "intensive"
	// SpaceDistribution values are histograms; their buckets add up, their quantiles never do.
	SpaceDistribution Space = "distribution"
)

// alternativeKinds lists, per kind of a signal, the kinds in which a source may report it, the signal's
// own first. A distribution of which only sum and count exist is a ratio: its mean is known, no quantile. A counter
// stands for a level that is its rate, as bytes do for bytes per second.
var alternativeKinds = map[Kind][]Kind{
	KindGauge:        {KindGauge, KindState, KindCounter},
	KindCounter:      {KindCounter},
	KindDistribution: {KindDistribution, KindRatio},
	KindRatio:        {KindRatio, KindGauge},
	KindState:        {KindState, KindGauge},
}

// kindsOf lists the kinds in which a source may report a signal. An intensive counter counts seconds, of which only the
// share of time is ever shown: a source may report that share itself.
func kindsOf(s Signal) []Kind {
	kinds := alternativeKinds[s.Kind]
	if s.Kind == KindCounter && s.Space == SpaceIntensive {
		return append(slices.Clone(kinds), KindGauge)
	}
	return kinds
}

// kindStats lists the statistics that apply to a kind, the default first.
var kindStats = map[Kind][]string{
	KindGauge:        {"avg", "min", "max", "last"},
	KindCounter:      {"rate", "total"},
	KindDistribution: {"mean", "p50", "p95", "p99", "fraction_below"},
	KindRatio:        {"avg", "min", "max", "last"},
	KindState:        {"avg", "min", "max", "last"},
}

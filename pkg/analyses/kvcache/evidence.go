package kvcache

import (
	"github.com/tokenpath/tokenpath/pkg/models"
)

// What a figure is compared with, in words.
const (
	threshold = "threshold"
	firstHalf = "first half"
	aRise     = "first half and the least rise that counts"
	localHit  = "local hit ratio"
	batchMax  = "maximum of the batch"
)

// Evidence are the figures that led to a verdict, Refutation those that would have spoken against it. A figure that is
// not reported has no value, and its comparison does not hold.
func (w Window) Evidence(v models.Verdict) (led, refutation []models.Evidence) {
	switch v {
	case models.VerdictThrash:
		return list(w.usage(">=", ThrashUsage), w.preempts(">"), w.growth(">")),
			list(w.usage("<", ThrashUsage), w.preempts("="), w.growth("<="))
	case models.VerdictPressure:
		return list(w.usage(">=", PressureUsage), w.preempts(">")), list(w.usage("<", PressureUsage), w.preempts("="))
	case models.VerdictCold:
		return list(w.tier(">"), w.local()), list(w.tier("<="))
	case models.VerdictComputeBound:
		return list(w.rise(">="), w.usage("<", PressureUsage), w.preempts("=")),
			list(w.rise("<"), w.usage(">=", PressureUsage), w.preempts(">"))
	case models.VerdictTokenBudget:
		return list(w.queue(">="), w.batch("<")), list(w.queue("<"), w.batch(">="))
	case models.VerdictHealthy:
		return list(w.usage("<", PressureUsage), w.preempts("="), w.rise("<")),
			list(w.usage(">=", PressureUsage), w.preempts(">"), w.rise(">="))
	}
	return list(w.usage("<", PressureUsage), w.preempts("="), w.rise("<")), list()
}

func list(of ...models.Evidence) []models.Evidence { return append([]models.Evidence{}, of...) }

func (w Window) usage(op string, against float64) models.Evidence {
	return compared(models.Evidence{Field: "usage_max", Unit: "percentunit", Op: op, AgainstWhat: threshold}, w.Usage, against)
}

func (w Window) preempts(op string) models.Evidence {
	return compared(models.Evidence{Field: "preemptions", Unit: "cps", Op: op, AgainstWhat: threshold}, w.Preemptions, 0)
}

func (w Window) growth(op string) models.Evidence {
	return compared(models.Evidence{Field: "waiting", Unit: "short", Op: op, AgainstWhat: firstHalf}, w.Waiting, w.WaitingBefore)
}

func (w Window) rise(op string) models.Evidence {
	return compared(models.Evidence{Field: "waiting", Unit: "short", Op: op, AgainstWhat: aRise}, w.Waiting, w.WaitingBefore+w.leastRise())
}

func (w Window) queue(op string) models.Evidence {
	return compared(models.Evidence{Field: "waiting", Unit: "short", Op: op, AgainstWhat: threshold}, w.Waiting, w.highQueue())
}

func (w Window) batch(op string) models.Evidence {
	e := models.Evidence{Field: "running", Unit: "short", Op: op, AgainstWhat: batchMax, Label: "tokens that the batch may grow to"}
	return compared(e, w.BatchTokens, w.BatchLimit)
}

func (w Window) tier(op string) models.Evidence {
	e := models.Evidence{Field: "hit_external", Unit: "percentunit", Op: op, AgainstWhat: localHit, Label: "external tier"}
	if w.byRouter() {
		e.Label = "router index"
	}
	return compared(e, w.outside(), w.LocalHit)
}

func (w Window) local() models.Evidence {
	return compared(models.Evidence{Field: "hit_ratio", Unit: "percentunit", Op: "<", AgainstWhat: "cached elsewhere"}, w.LocalHit, w.outside())
}

// compared puts a figure beside what it is compared with.
func compared(e models.Evidence, value, against float64) models.Evidence {
	if defined(value) {
		e.Value = &value
	}
	if defined(against) {
		e.Against = &against
	}
	switch e.Op {
	case ">=":
		e.Holds = value >= against
	case ">":
		e.Holds = value > against
	case "<=":
		e.Holds = value <= against
	case "<":
		e.Holds = value < against
	case "=":
		e.Holds = value == against
	}
	return e
}

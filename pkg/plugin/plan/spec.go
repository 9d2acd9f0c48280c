package plan

import (
	"fmt"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// derived says that an operand has no series of its own.
type derived int

const (
	derivedNone derived = iota
	// derivedPrice is the price of a device at a time.
	derivedPrice
	// derivedCost is price times owned time.
	derivedCost
	// derivedCount is the number of devices held.
	derivedCount
	// derivedState is found by watching other signals.
	derivedState
)

// spec is one operand, checked and with its defaults.
type spec struct {
	models.Operand
	field   string
	index   int
	signal  *catalog.Signal
	formula *join.Formula
	level   join.Level
	derived derived
	// part reads only a distribution's sum or count, as a counter.
	part part
	// bound is an end of the interval that another operand's quantile or share lies in.
	bound join.Bound
}

// part of a distribution.
type part string

const (
	partSum   part = "_sum"
	partCount part = "_count"
)

// partSpec is an internal operand: a distribution's sum or count, per second in a time series and in total otherwise.
func partSpec(c *catalog.Catalog, id string, p part, format models.Format) (*spec, error) {
	sp := &spec{Operand: models.Operand{As: id + string(p), Signal: id, Reduce: models.ReduceSum, Stat: models.StatTotal}, field: id, part: p}
	if format == models.FormatTimeSeries {
		sp.Stat = models.StatRate
	}
	sig, ok := c.Signal(id)
	if !ok {
		return nil, models.Fieldf(id, "is no signal of the catalog")
	}
	sp.signal = &sig
	return sp, sp.useLevel()
}

const (
	signalPrice = "gpu_price"
	signalCost  = "gpu_cost"
	signalCount = "gpu_count"
)

// specs checks a query's operands against the catalog. Formulas see the names of all others.
func specs(c *catalog.Catalog, q models.Query) ([]*spec, error) {
	var names []string
	for _, o := range q.Operands {
		names = append(names, o.Columns()...)
	}
	var out []*spec
	for i, o := range q.Operands {
		sp := &spec{Operand: o, index: i, field: fmt.Sprintf("operands[%d]", i)}
		var err error
		switch {
		case o.Signal != "":
			err = sp.useSignal(c)
		case o.Expr != "":
			err = sp.useExpr()
		default:
			sp.formula, err = join.Compile(o.Formula, names)
			if err != nil {
				err = models.Fieldf(sp.field+".formula", "%v", err)
			}
		}
		if err == nil {
			err = sp.checkScope(q)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, sp)
	}
	return withBounds(out)
}

func (sp *spec) useSignal(c *catalog.Catalog) error {
	sig, ok := c.Signal(sp.Signal)
	if !ok {
		var ids []string
		for _, s := range c.Signals() {
			ids = append(ids, s.ID)
		}
		return &models.FieldError{Field: sp.field + ".signal", Problem: fmt.Sprintf("%q is no signal of the catalog", sp.Signal), Allowed: ids}
	}
	sp.signal = &sig
	var stats []models.Stat
	for _, s := range sig.Stats() {
		stats = append(stats, models.Stat(s))
	}
	if sp.Stat == "" {
		sp.Stat = stats[0]
	}
	if err := models.OneOf(sp.field+".stat", sp.Stat, stats...); err != nil {
		return err
	}
	if sp.signal.Kind == catalog.KindRatio && sp.Stat != models.StatAvg {
		return models.OneOf(sp.field+".stat", sp.Stat, models.StatAvg)
	}
	if err := sp.useLevel(); err != nil {
		return err
	}
	return sp.useReduce()
}

// ofPods tells whether a signal is what others report of pods, whatever runs in them.
func (sp *spec) ofPods() bool {
	return sp.signal.Family == catalog.FamilyKubernetes || sp.signal.Family == catalog.FamilyCost
}

// useLevel says what the signal's series belong to.
func (sp *spec) useLevel() error {
	switch {
	case sp.signal.ID == signalPrice:
		sp.level, sp.derived = join.LevelDevice, derivedPrice
	case sp.signal.ID == signalCost:
		sp.level, sp.derived = join.LevelDevice, derivedCost
	case sp.signal.ID == signalCount:
		sp.level, sp.derived = join.LevelDevice, derivedCount
	case sp.signal.ID == signalGPUStale:
		sp.level, sp.derived = join.LevelDevice, derivedState
	case sp.signal.ID == signalStale, sp.signal.ID == signalStalled:
		sp.level, sp.derived = join.LevelReplica, derivedState
	case len(sp.signal.Scope) > 0:
		sp.level = join.LevelScope
	case sp.signal.Family == catalog.FamilyGPU:
		sp.level = join.LevelDevice
	case sp.signal.Family == catalog.FamilyEngine, sp.signal.Family == catalog.FamilyHealth, sp.ofPods():
		sp.level = join.LevelReplica
	case sp.signal.Family == catalog.FamilyGateway:
		sp.level = join.LevelRow
	default:
		return models.Fieldf(sp.field+".signal", "%q is of the %s family, which this version does not join yet; use PromQL with keys", sp.Signal, sp.signal.Family)
	}
	return nil
}

func (sp *spec) useReduce() error {
	intensive := sp.signal.Space == catalog.SpaceIntensive
	switch {
	case sp.Reduce == "" && sp.derived == derivedState:
		sp.Reduce = models.ReduceMax // one that hangs is enough
	case sp.Reduce == "" && intensive:
		sp.Reduce = models.ReduceMean
	case sp.Reduce == "":
		sp.Reduce = models.ReduceSum
	case !intensive && sp.Reduce != models.ReduceSum:
		return &models.FieldError{Field: sp.field + ".reduce", Allowed: []string{string(models.ReduceSum)},
			Problem: fmt.Sprintf("%q is for intensive signals; %s is %s", sp.Reduce, sp.Signal, sp.signal.Space)}
	case intensive && sp.Reduce == models.ReduceSum:
		return &models.FieldError{Field: sp.field + ".reduce",
			Problem: fmt.Sprintf("sum has no meaning for %s, which is intensive", sp.Signal),
			Allowed: []string{string(models.ReduceMean), string(models.ReduceMin), string(models.ReduceMax), string(models.ReduceSpread)}}
	}
	return nil
}

func (sp *spec) useExpr() error {
	if len(sp.Keys) == 0 {
		return models.Fieldf(sp.field+".keys", "PromQL needs at least one key: which of its labels is the pod, the gpu_uuid or another canonical label")
	}
	switch {
	case sp.Keys[catalog.LabelGPUUUID] != "":
		sp.level = join.LevelDevice
	case sp.Keys[catalog.LabelPod] != "":
		sp.level = join.LevelReplica
	default:
		sp.level = join.LevelRow
	}
	if sp.Stat == "" {
		sp.Stat = models.StatAvg
	}
	return models.OneOf(sp.field+".stat", sp.Stat, models.StatAvg, models.StatMin, models.StatMax, models.StatLast)
}

var reduces = map[models.Reduce]join.Reduce{
	models.ReduceSum: join.ReduceSum, models.ReduceMean: join.ReduceMean, models.ReduceMin: join.ReduceMin,
	models.ReduceMax: join.ReduceMax, models.ReduceSpread: join.ReduceSpread,
}

var quantiles = map[models.Stat]float64{models.StatP50: 0.5, models.StatP95: 0.95, models.StatP99: 0.99}

// operand is the join's view of the spec, without its sources.
func (sp *spec) operand(format models.Format) join.Operand {
	op := join.Operand{Name: sp.As, Level: sp.level, Reduce: reduces[sp.Reduce], PerSecond: true,
		PerStep: format == models.FormatTimeSeries && sp.level != join.LevelDevice}
	switch sp.Stat {
	case models.StatMin:
		op.Time = join.TimeMin
	case models.StatMax:
		op.Time = join.TimeMax
	case models.StatLast:
		op.Time = join.TimeLast
	}
	if sp.signal == nil {
		op.Space = join.Intensive
		if sp.Additive {
			op.Space = join.Additive
		}
		op.PerStep = format == models.FormatTimeSeries
		return op
	}
	if sp.part != "" {
		op.Space, op.Time, op.PerSecond = join.Additive, join.TimeAmount, sp.Stat == models.StatRate
		return op
	}
	op.CardLevel = sp.signal.CardLevel || sp.derived == derivedCost || sp.derived == derivedCount
	op.Repeats = sp.signal.CardLevel && sp.derived == derivedNone
	op.Owned = sp.signal.OwnerLevel
	op.Gaps = sp.derived == derivedCost
	switch sp.signal.Space {
	case catalog.SpaceAdditive:
		op.Space = join.Additive
	case catalog.SpaceIntensive:
		op.Space = join.Intensive
	}
	sp.timeOf(&op)
	return op
}

// timeOf sets what depends on the signal's kind.
func (sp *spec) timeOf(op *join.Operand) {
	switch sp.signal.Kind {
	case catalog.KindCounter:
		op.PerSecond = sp.Stat == models.StatRate
		// An intensive counter (seconds throttled) is read as a rate; a price holds over a cell. Both are levels.
		if op.Space == join.Additive && sp.derived != derivedCost {
			op.Time = join.TimeAmount
		}
		op.PerStep = op.PerStep || op.Space == join.Intensive
	case catalog.KindRatio:
		op.PerStep = true
		if sp.Reduce == models.ReduceMean {
			op.Space, op.Time = join.Quotient, join.TimeAmount
		}
	case catalog.KindDistribution:
		op.Time, op.PerStep = join.TimeAmount, true
		op.Space = join.Histogram
		op.Quantile, op.Bound = quantiles[sp.Stat], sp.bound
		if sp.Stat == models.StatMean {
			op.Space = join.Quotient
		}
		if sp.Stat == models.StatFractionBelow {
			op.Fraction, op.Threshold = true, *sp.Threshold
		}
	}
}

package plan

import (
	"cmp"
	"fmt"
	"math"
	"strconv"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/overtime"
)

var overTime = map[models.Stat]overtime.Func{
	models.StatAvg: overtime.Avg, models.StatMin: overtime.Min, models.StatMax: overtime.Max, models.StatLast: overtime.Last,
}

// gaugeFunc reduces a gauge; to its mean where nothing else is asked for.
func gaugeFunc(stat models.Stat) overtime.Func { return cmp.Or(overTime[stat], overtime.Avg) }

// gaugeExpr reduces a gauge over a window.
func gaugeExpr(stat models.Stat, selector string, window int64) string {
	return fmt.Sprintf("%s(%s[%s])", gaugeFunc(stat), selector, duration(window))
}

// cleanGaugeExpr does the same without samples above a bound, for sources that write blanks as huge numbers. It costs
// a subquery, so it is sent only where blanks were seen.
func cleanGaugeExpr(stat models.Stat, selector string, window, native int64, maxValid float64) string {
	return fmt.Sprintf("%s((%s <= %s)[%s:%s])", overTime[stat], selector, number(maxValid), duration(window), duration(native))
}

func rateExpr(selector string, window int64) string {
	return fmt.Sprintf("rate(%s[%s])", selector, duration(window))
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// valid blanks what an alternative says cannot be real, and turns the rest into the canonical unit.
func valid(a catalog.Alternative, values []float64) (blanks bool) {
	highest := math.Inf(-1)
	for i, v := range values {
		if v == v && !a.Valid(v) {
			values[i], blanks = math.NaN(), true
			continue
		}
		if v > highest {
			highest = v
		}
	}
	scale, _ := a.ScaleFor(highest)
	scaleBy(values, scale)
	return blanks
}

package plugin

import (
	"fmt"

	"github.com/tokenpath/tokenpath/pkg/frames"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// alerted are fields that rules are often about.
var alerted = map[models.QueryType]string{models.QueryTypeLatency: "e2e", models.QueryTypeCost: "cost_total",
	models.QueryTypeKVCache: "thrash", models.QueryTypeBalance: "straggler"}

// alertable refuses what an alert rule cannot evaluate: labels alone tell series apart there, so a second visible
// operand or field would collide with the first.
func alertable(q models.Query) error {
	switch q.QueryType {
	case models.QueryTypeOwnership, models.QueryTypeExemplars, models.QueryTypeEvents:
		return &models.FieldError{Field: "queryType", Problem: string(q.QueryType) + " is for people and annotations; alert rules cannot read it",
			Allowed: []string{string(models.QueryTypeCorrelate), string(models.QueryTypeSignal), string(models.QueryTypeLatency), string(models.QueryTypeCost), string(models.QueryTypeKVCache), string(models.QueryTypeBalance)}}
	case models.QueryTypeLatency, models.QueryTypeCost, models.QueryTypeKVCache, models.QueryTypeBalance:
		if n := len(q.Fields); n != 1 {
			return models.Fieldf("fields", "an alert rule needs exactly one field, this query has %s; choose one, such as %s", fieldCount(n), alerted[q.QueryType])
		}
	default:
		if n := shown(q.Operands); n != 1 {
			return models.Fieldf("operands", "an alert rule needs exactly one visible operand, this query has %d; hide the others", n)
		}
	}
	if q.Format == models.FormatTable {
		return &models.FieldError{Field: "format", Problem: "a table is for people; alert rules cannot read it",
			Allowed: []string{string(models.FormatNumeric), string(models.FormatTimeSeries)}}
	}
	return nil
}

func fieldCount(n int) string {
	if n == 0 {
		return "all of them"
	}
	return fmt.Sprint(n)
}

func shown(operands []models.Operand) (n int) {
	for _, o := range operands {
		if !o.Hide {
			n += len(o.Columns())
		}
	}
	return n
}

// narrower tells how to get a smaller answer.
const narrower = "choose a coarser grain or fewer labels, filter, or keep the largest with top"

// bounded keeps an answer within what a browser can draw.
func (d *Datasource) bounded(q models.Query, a *frames.Answer) error {
	field := "grain"
	if _, fields := alerted[q.QueryType]; fields || q.QueryType == models.QueryTypeSignal {
		field = "by"
	}
	if q.Format != models.FormatTimeSeries {
		n := len(a.Rows)
		for _, p := range a.Parts {
			n += len(p.Rows)
		}
		if most := d.settings.Limits.MaxOutputRows(); n > most {
			return models.Fieldf(field, "the answer has %d rows, more than %d; %s", n, most, narrower)
		}
		return nil
	}
	if n, most := seriesOf(a), d.settings.Limits.MaxOutputSeries(); n > most {
		return models.Fieldf(field, "the answer has %d series, more than %d; %s", n, most, narrower)
	}
	return nil
}

func seriesOf(a *frames.Answer) (n int) {
	for i, c := range a.Columns {
		for _, r := range a.Rows {
			if !c.Hidden && r.Values[i] != nil {
				n++
			}
		}
	}
	return n
}

package doctor

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// labels lists what labels cost, the costliest first, with what to do.
func (f Facts) labels() []models.DoctorLabel {
	out := []models.DoctorLabel{}
	for _, l := range f.Labels {
		out = append(out, models.DoctorLabel{Label: l.Label, Family: l.Family, Metric: l.Metric, Values: l.Values, Series: l.Series,
			Without: l.Without, Advice: l.advice()})
	}
	slices.SortStableFunc(out, func(a, b models.DoctorLabel) int { return cmp.Compare(b.Series-b.Without, a.Series-a.Without) })
	return out
}

// advice says what the series multiply with, and where the label belongs.
func (l LabelCost) advice() string {
	parts := []string{count(l.Values, "value")}
	for _, x := range []struct {
		n    int
		what string
	}{{l.Models, "model"}, {l.Buckets, "bucket"}, {l.Instances, "instance"}} {
		if x.n > 1 {
			parts = append(parts, count(x.n, x.what))
		}
	}
	made := strings.Join(parts, " × ") + fmt.Sprintf(" on %s. ", l.Metric)
	if l.Personal {
		return made + "It has a value for each request or person and is never used as a key: drop it before it is stored, and keep it in traces."
	}
	return made + "Nothing is keyed by it; aggregate it away, or drop it, unless you read it elsewhere."
}

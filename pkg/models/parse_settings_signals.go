package models

import (
	"fmt"
	"strings"
)

// validate checks an own signal's shape: that it has an id and ways to read it. Whether its words mean something is for
// the catalog to say.
func (o OwnSignal) validate(field string) error {
	if strings.TrimSpace(o.ID) == "" {
		return Fieldf(field+".id", "is empty")
	}
	if len(o.Alternatives) == 0 {
		return Fieldf(field+".alternatives", "is empty; name at least one metric")
	}
	for i, a := range o.Alternatives {
		if err := a.validate(fmt.Sprintf("%s.alternatives[%d]", field, i)); err != nil {
			return err
		}
	}
	return nil
}

func (a OwnAlternative) validate(field string) error {
	ways := 0
	for _, set := range []bool{a.Metric != "", len(a.Sum) > 0, a.Numerator != "" || a.Denominator != ""} {
		if set {
			ways++
		}
	}
	switch {
	case ways != 1:
		return Fieldf(field, "needs exactly one of metric, sum, and numerator with denominator")
	case (a.Numerator == "") != (a.Denominator == ""):
		return Fieldf(field+".denominator", "numerator and denominator are set together")
	}
	return firstError([]error{
		validLabelNames(field+".match", a.Match),
		validLabelNames(field+".match_regex", a.MatchRegex),
		validLabelNames(field+".dims", a.Dims),
	})
}

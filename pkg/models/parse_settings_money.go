package models

import "math"

func (p Price) validate(field string) error {
	if !(p.PerHour > 0) || math.IsInf(p.PerHour, 0) {
		return Fieldf(field+".per_hour", "%v is no price; it must be above 0", p.PerHour)
	}
	if p.Currency == "" {
		return Fieldf(field+".currency", "is empty; write an ISO 4217 code such as EUR")
	}
	if err := validLabelNames(field+".labels", p.Labels); err != nil {
		return err
	}
	return validPeriod(field, p.From, p.To)
}

func (c Currency) validate(field string) error {
	if c.Family != "" {
		if err := OneOf(field+".family", c.Family, Families()...); err != nil {
			return err
		}
	}
	if c.Currency == "" {
		return Fieldf(field+".currency", "is empty; write an ISO 4217 code such as EUR")
	}
	return nil
}

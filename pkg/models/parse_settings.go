package models

import (
	"encoding/json"
	"fmt"
	"time"
)

// ParseSettings reads and checks a data source's jsonData. Unknown fields are Grafana's own.
func ParseSettings(jsonData []byte) (Settings, error) {
	var s Settings
	if len(jsonData) == 0 {
		return s, nil
	}
	if err := json.Unmarshal(jsonData, &s); err != nil {
		return s, Fieldf("jsonData", "is no valid settings JSON: %v", err)
	}
	return s, s.validate()
}

func (s Settings) validate() error {
	var errs []error
	duration := func(field, text string) {
		if text != "" {
			_, err := ParseDuration(field, text)
			errs = append(errs, err)
		}
	}
	duration("timeInterval", s.TimeInterval)
	duration("limits.timeout", s.Limits.Timeout)
	for family, text := range s.NativeStep {
		duration("nativeStep."+family, text)
	}
	for i, p := range s.Prices {
		errs = append(errs, p.validate(fmt.Sprintf("prices[%d]", i)))
	}
	for i, c := range s.Currencies {
		if c.Currency == "" {
			errs = append(errs, Fieldf(fmt.Sprintf("currencies[%d].currency", i), "is empty; write an ISO 4217 code such as EUR"))
		}
	}
	return firstError(errs)
}

func (p Price) validate(field string) error {
	if !(p.PerHour > 0) {
		return Fieldf(field+".per_hour", "%v is no price; it must be above 0", p.PerHour)
	}
	if p.Currency == "" {
		return Fieldf(field+".currency", "is empty; write an ISO 4217 code such as EUR")
	}
	for name, text := range map[string]string{"from": p.From, "to": p.To} {
		if text == "" {
			continue
		}
		if _, err := time.Parse(time.RFC3339, text); err != nil {
			return Fieldf(field+"."+name, "%q is no RFC 3339 instant such as 2026-01-31T00:00:00Z", text)
		}
	}
	return nil
}

// QueryTimeout is how long one query may take.
func (l Limits) QueryTimeout() time.Duration {
	if d, err := ParseDuration("limits.timeout", l.Timeout); err == nil {
		return d
	}
	return 60 * time.Second
}

// MaxOutputSeries is the largest number of series answered.
func (l Limits) MaxOutputSeries() int { return orDefault(l.OutputSeries, 2000) }

// MaxOutputRows is the largest number of rows answered.
func (l Limits) MaxOutputRows() int { return orDefault(l.OutputRows, 20000) }

func orDefault(v, d int) int {
	if v > 0 {
		return v
	}
	return d
}

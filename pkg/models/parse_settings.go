package models

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"
)

// Families are the families of series that may live in a store of their own.
func Families() []string { return []string{"gpu", "engine", "kubernetes", "cost", "gateway"} }

// TracesEndpoint is the endpoint that holds traces. It holds no series, and has no default.
const TracesEndpoint = "traces"

// endpointNames are what settings may give an endpoint of its own.
func endpointNames() []string { return append(Families(), TracesEndpoint) }

// ParseSettings reads and checks a data source's jsonData. Unknown fields are Grafana's own. What is wrong within one
// family's endpoint is not an error here: it is that family's alone, see FamilyEndpoint.
func ParseSettings(jsonData []byte) (Settings, error) {
	var s Settings
	if len(jsonData) == 0 {
		return s, nil
	}
	if err := json.Unmarshal(jsonData, &s); err != nil {
		return s, unreadableSettings("jsonData", err)
	}
	return s, s.validate()
}

// unreadableSettings names the field whose JSON has the wrong type.
func unreadableSettings(field string, err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) && wrong.Field != "" {
		return Fieldf(wrong.Field, "is a JSON %s, which does not fit; expected is %s", wrong.Value, typeWord(wrong.Type.Kind().String()))
	}
	return Fieldf(field, "is no valid settings JSON: %v", err)
}

func typeWord(kind string) string {
	switch kind {
	case "string":
		return "text in quotes"
	case "bool":
		return "true or false"
	case "slice":
		return "a list"
	case "map", "struct":
		return "an object"
	}
	return "a number"
}

func (s Settings) validate() error {
	errs := []error{
		optionalDuration("timeInterval", s.TimeInterval),
		optionalDuration("allocationInterval", s.AllocationInterval),
		s.validPhaseWeight(),
		s.Limits.validate(),
		s.validLabels(),
		s.validFamilies(),
	}
	if _, err := queryParameters("customQueryParameters", s.CustomQueryParameters); err != nil {
		errs = append(errs, err)
	}
	for i, p := range s.Prices {
		errs = append(errs, p.validate(fmt.Sprintf("prices[%d]", i)))
	}
	for i, c := range s.Currencies {
		errs = append(errs, c.validate(fmt.Sprintf("currencies[%d]", i)))
	}
	for i, b := range s.Bindings {
		errs = append(errs, b.validate(fmt.Sprintf("bindings[%d]", i)))
	}
	for i, o := range s.Signals {
		errs = append(errs, o.validate(fmt.Sprintf("signals[%d]", i)))
	}
	for i, d := range s.ExemplarTraceIDDestinations {
		errs = append(errs, d.validate(fmt.Sprintf("exemplarTraceIdDestinations[%d]", i)))
	}
	return firstError(errs)
}

// validFamilies checks the families that settings are given for, and their scrape intervals.
func (s Settings) validFamilies() error {
	for _, family := range slices.Sorted(maps.Keys(s.Endpoints)) {
		if err := OneOf("endpoints", family, endpointNames()...); err != nil {
			return err
		}
	}
	for _, family := range slices.Sorted(maps.Keys(s.NativeStep)) {
		if err := OneOf("nativeStep", family, Families()...); err != nil {
			return err
		}
		if _, err := ParseDuration("nativeStep."+family, s.NativeStep[family]); err != nil {
			return err
		}
	}
	return nil
}

func (s Settings) validPhaseWeight() error {
	if s.PhaseWeight == "" || s.PhaseWeight == "time" {
		return nil
	}
	if v, err := strconv.ParseFloat(s.PhaseWeight, 64); err != nil || !(v >= 0 && v <= 1) {
		return Fieldf("phaseWeight", "%q is neither \"time\" nor a ratio from 0 to 1", s.PhaseWeight)
	}
	return nil
}

func optionalDuration(field, text string) error {
	if text == "" {
		return nil
	}
	_, err := ParseDuration(field, text)
	return err
}

// validPeriod checks the bounds of a validity; an empty one is open.
func validPeriod(field, from, to string) error {
	var bounds [2]time.Time
	for i, text := range []string{from, to} {
		if text == "" {
			continue
		}
		t, err := time.Parse(time.RFC3339, text)
		if err != nil {
			return Fieldf(field+[]string{".from", ".to"}[i], "%q is no RFC 3339 instant such as 2026-01-31T00:00:00Z", text)
		}
		bounds[i] = t
	}
	if from != "" && to != "" && !bounds[0].Before(bounds[1]) {
		return Fieldf(field+".to", "%s is not after %s", to, from)
	}
	return nil
}

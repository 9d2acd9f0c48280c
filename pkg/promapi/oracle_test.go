package promapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
)

// The oracle reads an answer with encoding/json, as plainly as possible. It is
// what the fuzz test compares the decoder with.

type oracleSeries struct {
	Metric map[string]*string
	Values [][]json.RawMessage
}

var errOracle = errors.New("not an answer the oracle takes")

// oracleMatrix returns the series of a matrix or vector. It refuses what has no
// one right reading, such as repeated keys or a scalar.
func oracleMatrix(text []byte) ([]Series, []HistogramSeries, error) {
	if !json.Valid(text) || repeatsKeys(text) {
		return nil, nil, errOracle
	}
	top, err := fieldsOf(text)
	if err != nil || string(top["status"]) != `"success"` {
		return nil, nil, errOracle
	}
	data, err := fieldsOf(top["data"])
	kind := string(data["resultType"])
	if err != nil || kind != `"matrix"` && kind != `"vector"` {
		return nil, nil, errOracle
	}
	var results []map[string]json.RawMessage
	if json.Unmarshal(data["result"], &results) != nil {
		return nil, nil, errOracle
	}
	var out []Series
	var histograms []HistogramSeries
	for _, fields := range results {
		s, err := oracleOne(fields)
		if err != nil {
			return nil, nil, err
		}
		if len(s.Times) > 0 {
			out = append(out, s)
		}
		h, err := oracleHistograms(fields)
		if err != nil {
			return nil, nil, err
		}
		if len(h.Times) > 0 {
			h.Labels = s.Labels
			histograms = append(histograms, h)
		}
	}
	return out, histograms, nil
}

func fieldsOf(text []byte) (map[string]json.RawMessage, error) {
	var fields map[string]json.RawMessage
	err := json.Unmarshal(text, &fields)
	return fields, err
}

func oracleOne(fields map[string]json.RawMessage) (Series, error) {
	var in oracleSeries
	if fields == nil {
		return Series{}, errOracle
	}
	if fields["metric"] != nil && json.Unmarshal(fields["metric"], &in.Metric) != nil {
		return Series{}, errOracle
	}
	if fields["values"] != nil && json.Unmarshal(fields["values"], &in.Values) != nil {
		return Series{}, errOracle
	}
	if one := fields["value"]; one != nil {
		var sample []json.RawMessage
		if fields["values"] != nil || json.Unmarshal(one, &sample) != nil {
			return Series{}, errOracle
		}
		in.Values = [][]json.RawMessage{sample}
	}
	var s Series
	for name, value := range in.Metric {
		if value == nil {
			return Series{}, errOracle
		}
		if *value != "" {
			s.Labels = append(s.Labels, Label{name, *value})
		}
	}
	slices.SortFunc(s.Labels, func(a, b Label) int { return bytes.Compare([]byte(a.Name), []byte(b.Name)) })
	for _, sample := range in.Values {
		at, v, err := oracleSample(sample)
		if err != nil || len(s.Times) > 0 && at <= s.Times[len(s.Times)-1] {
			return Series{}, errOracle
		}
		s.Times, s.Values = append(s.Times, at), append(s.Values, v)
	}
	return s, nil
}

func oracleSample(sample []json.RawMessage) (int64, float64, error) {
	if len(sample) != 2 {
		return 0, 0, errOracle
	}
	var at *float64
	var text *string
	if json.Unmarshal(sample[0], &at) != nil || json.Unmarshal(sample[1], &text) != nil || at == nil || text == nil || math.Abs(*at) > 1e12 {
		return 0, 0, errOracle
	}
	v, err := strconv.ParseFloat(*text, 64)
	return int64(math.Round(*at * 1000)), v, err
}

// repeatsKeys also says yes to what the decoder bounds and encoding/json does
// not: deep nesting and long numbers.
func repeatsKeys(text []byte) bool {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	type level struct {
		object, value bool
		keys          map[string]bool
	}
	var stack []*level
	for {
		token, err := d.Token()
		if err != nil {
			return !errors.Is(err, io.EOF)
		}
		if number, ok := token.(json.Number); ok && len(number) > maxNumber {
			return true
		}
		if mark, ok := token.(json.Delim); ok && (mark == '}' || mark == ']') {
			stack = stack[:len(stack)-1]
			continue
		}
		if len(stack) > 0 && stack[len(stack)-1].object {
			top := stack[len(stack)-1]
			if top.value = !top.value; top.value {
				key, _ := token.(string)
				if top.keys[key] {
					return true
				}
				top.keys[key] = true
				continue
			}
		}
		if mark, ok := token.(json.Delim); ok {
			stack = append(stack, &level{object: mark == '{', keys: map[string]bool{}})
			if len(stack) > maxDepth {
				return true
			}
		}
	}
}

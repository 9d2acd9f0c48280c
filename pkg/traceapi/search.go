package traceapi

import (
	"context"
	"encoding/json"
	"io"
	"math"
	"net/url"
	"strconv"
	"strings"
)

// Search asks for traces by what their spans carry.
type Search struct {
	// With are attributes and the values that some span must have; all spans where it is empty. Several names of one
	// attribute are alternatives.
	With []Attribute
	// Select are attributes to bring along, of the spans that fit.
	Select []string
	// From and To bound the traces' time in ms since the epoch, Limit their number.
	From, To int64
	Limit    int
}

// Attribute is a condition on an attribute of a span or of its resource.
type Attribute struct {
	Names []string
	Value string
}

// Trace is a trace that was found.
type Trace struct {
	ID ID
	// Start is in ms since the epoch, Duration in s.
	Start    int64
	Duration float64
	// Service and Name are the root span's.
	Service, Name string
	// Texts and Numbers are the selected attributes of the spans that fit; of several spans the largest number.
	Texts   map[string]string
	Numbers map[string]float64
}

// Distance is how far an instant (ms) lies from the trace's time, in seconds: below 0 where the trace is earlier, 0
// within it.
func (t Trace) Distance(at int64) float64 {
	from, to := float64(t.Start)/1000, float64(t.Start)/1000+t.Duration
	switch x := float64(at) / 1000; {
	case x > to:
		return to - x
	case x < from:
		return from - x
	}
	return 0
}

// TraceQL is the search in Tempo's language. A set of spans per attribute, as different spans of a trace may have them.
func (s Search) TraceQL() string {
	var sets []string
	for _, a := range s.With {
		var any []string
		for _, n := range a.Names {
			any = append(any, "."+n+" = "+strconv.Quote(a.Value))
		}
		sets = append(sets, "{ "+strings.Join(any, " || ")+" }")
	}
	if len(sets) == 0 {
		sets = []string{"{ }"}
	}
	text := strings.Join(sets, " && ")
	if len(s.Select) > 0 {
		text += " | select(." + strings.Join(s.Select, ", .") + ")"
	}
	return text
}

// Search finds traces. What is in the range is not sorted, and a store with more of it than the limit chooses freely.
func (c *Client) Search(ctx context.Context, s Search) ([]Trace, error) {
	form := url.Values{"q": {s.TraceQL()}, "limit": {strconv.Itoa(s.Limit)}, "spss": {"10"},
		"start": {strconv.FormatInt(s.From/1000, 10)}, "end": {strconv.FormatInt(max(s.To/1000+1, s.From/1000+1), 10)}}
	var out []Trace
	err := c.http.Fetch(ctx, "/api/search", form, func(r io.Reader) (err error) {
		out, err = decodeSearch(r)
		return err
	})
	return out, err
}

// found is the answer to a search, as far as it is read.
type found struct {
	Traces *[]struct {
		TraceID           string    `json:"traceID"`
		RootServiceName   string    `json:"rootServiceName"`
		RootTraceName     string    `json:"rootTraceName"`
		StartTimeUnixNano number    `json:"startTimeUnixNano"`
		DurationMs        float64   `json:"durationMs"`
		SpanSet           spanSet   `json:"spanSet"`
		SpanSets          []spanSet `json:"spanSets"`
	} `json:"traces"`
	Metrics json.RawMessage `json:"metrics"`
}

// number is a number in quotes, as protobuf's JSON has those of 64 bits, or without. What it is none of is read later.
type number string

// UnmarshalJSON implements json.Unmarshaler.
func (n *number) UnmarshalJSON(raw []byte) error {
	*n = number(strings.Trim(string(raw), `"`))
	return nil
}

type spanSet struct {
	Spans []struct {
		Attributes []struct {
			Key   string `json:"key"`
			Value struct {
				StringValue *string `json:"stringValue"`
				IntValue    *number `json:"intValue"`
				DoubleValue *number `json:"doubleValue"`
			} `json:"value"`
		} `json:"attributes"`
	} `json:"spans"`
}

// decodeSearch reads an answer to a search. A trace whose id or time cannot be read is left out.
func decodeSearch(r io.Reader) ([]Trace, error) {
	var answer found
	head := &beginning{source: r}
	if err := json.NewDecoder(head).Decode(&answer); err != nil {
		return nil, head.problem(err)
	}
	if answer.Traces == nil && answer.Metrics == nil {
		return nil, head.problem(errShape)
	}
	if answer.Traces == nil {
		return nil, nil
	}
	var out []Trace
	for _, x := range *answer.Traces {
		id, err := paddedID(x.TraceID)
		nano, wrong := strconv.ParseInt(string(x.StartTimeUnixNano), 10, 64)
		if err != nil || wrong != nil {
			continue
		}
		t := Trace{ID: id, Start: nano / 1e6, Duration: x.DurationMs / 1000, Service: x.RootServiceName, Name: x.RootTraceName,
			Texts: map[string]string{}, Numbers: map[string]float64{}}
		for _, set := range append(x.SpanSets, x.SpanSet) {
			t.take(set)
		}
		out = append(out, t)
	}
	return out, nil
}

func (t *Trace) take(set spanSet) {
	for _, s := range set.Spans {
		for _, a := range s.Attributes {
			switch v := a.Value; {
			case v.StringValue != nil:
				t.Texts[a.Key] = *v.StringValue
			case v.IntValue != nil:
				t.number(a.Key, *v.IntValue)
			case v.DoubleValue != nil:
				t.number(a.Key, *v.DoubleValue)
			}
		}
	}
}

func (t *Trace) number(key string, n number) {
	v, err := strconv.ParseFloat(string(n), 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return
	}
	if old, ok := t.Numbers[key]; !ok || v > old {
		t.Numbers[key] = v
	}
}

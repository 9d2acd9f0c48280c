package traces

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/encoding/protojson"

	"github.com/tokenpath/tokenpath/demo/fleet"
)

// Defaults of a search, Tempo's.
const (
	defaultLimit = 20
	defaultSpans = 3
	defaultReach = time.Hour
)

// search is what a request asks for.
type search struct {
	query        query
	from, to     time.Time
	limit, spans int
	shortest     time.Duration
	longest      time.Duration
}

// serveSearch finds traces, the newest first.
func (s *Store) serveSearch(w http.ResponseWriter, r *http.Request) {
	ask, err := parseSearch(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	out := []map[string]any{}
	looked := 0
	s.between(ask.from, ask.to, func(j *fleet.Journey) bool {
		looked++
		t := flatten(j)
		took := t.end.Sub(t.begin)
		if took < ask.shortest || ask.longest > 0 && took > ask.longest {
			return true
		}
		if sets := ask.query.match(t); len(sets) > 0 {
			out = append(out, found(t, sets, ask))
		}
		return len(out) < ask.limit && r.Context().Err() == nil
	})
	writeJSON(w, map[string]any{"traces": out, "metrics": map[string]any{"inspectedTraces": looked, "completedJobs": 1, "totalJobs": 1}})
}

func parseSearch(r *http.Request) (search, error) {
	v := r.URL.Query()
	ask := search{limit: defaultLimit, spans: defaultSpans}
	if v.Get("q") != "" && v.Get("tags") != "" {
		return ask, errors.New("invalid request: can't specify tags and q in the same query")
	}
	text := v.Get("q")
	if text == "" {
		text = "{ }"
	}
	var err error
	if tags := v.Get("tags"); tags != "" {
		ask.query, err = parseTags(tags)
	} else {
		ask.query, err = parse(text)
	}
	for name, into := range map[string]*int{"limit": &ask.limit, "spss": &ask.spans} {
		if v.Get(name) != "" && err == nil {
			if *into, err = strconv.Atoi(v.Get(name)); err != nil || *into < 1 {
				err = fmt.Errorf("invalid %s: must be a positive number", name)
			}
		}
	}
	for name, into := range map[string]*time.Duration{"minDuration": &ask.shortest, "maxDuration": &ask.longest} {
		if v.Get(name) != "" && err == nil {
			*into, err = time.ParseDuration(v.Get(name))
		}
	}
	if err != nil {
		return ask, err
	}
	ask.from, ask.to, err = bounds(v.Get("start"), v.Get("end"))
	return ask, err
}

// bounds are a search's range: the last hour where there is none.
func bounds(start, end string) (from, to time.Time, err error) {
	if start == "" && end == "" {
		now := time.Now()
		return now.Add(-defaultReach), now, nil
	}
	a, wrongStart := strconv.ParseUint(start, 10, 32)
	b, wrongEnd := strconv.ParseUint(end, 10, 32)
	if err := errors.Join(wrongStart, wrongEnd); err != nil {
		return from, to, fmt.Errorf("invalid start or end: %w", err)
	}
	if b <= a {
		return from, to, fmt.Errorf("http parameter start must be before end. received start=%d end=%d", a, b)
	}
	return time.Unix(int64(a), 0), time.Unix(int64(b), 0), nil
}

// parseTags reads tags in logfmt, key=value with quotes where there are spaces: parts of texts, whatever their case.
func parseTags(text string) (query, error) {
	tokens, err := lex(text)
	if err != nil {
		return query{}, err
	}
	var fits []condition
	var q query
	for len(tokens) > 1 {
		if len(tokens) < 4 || tokens[0].kind != word || tokens[1].text != "=" {
			return query{}, fmt.Errorf("invalid tags: %s", text)
		}
		name, want := tokens[0].text, strings.ToLower(tokens[2].text)
		fits = append(fits, func(t *flat, i int) bool {
			v := plain(t.spans[i].attr(name))
			return v != nil && strings.Contains(strings.ToLower(fmt.Sprint(v)), want)
		})
		q.selected = append(q.selected, name)
		tokens = tokens[3:]
	}
	q.match = func(t *flat) [][]int {
		var out []int
		for i := range t.spans {
			if !slices.ContainsFunc(fits, func(c condition) bool { return !c(t, i) }) {
				out = append(out, i)
			}
		}
		if out == nil {
			return nil
		}
		return [][]int{out}
	}
	return q, nil
}

// found is a trace in an answer, with the spans that fit. Numbers of 64 bits are in quotes, as protobuf writes them.
func found(t *flat, sets [][]int, ask search) map[string]any {
	spanSets := []map[string]any{}
	for _, set := range sets {
		spans := []map[string]any{}
		for _, i := range set[:min(len(set), ask.spans)] {
			s := t.spans[i]
			attrs := []map[string]any{}
			for _, name := range slices.Compact(slices.Sorted(slices.Values(ask.query.selected))) {
				if v := s.attr(name); v != nil {
					raw, _ := protojson.Marshal(v)
					attrs = append(attrs, map[string]any{"key": name, "value": json.RawMessage(raw)})
				}
			}
			spans = append(spans, map[string]any{"spanID": hex.EncodeToString(s.SpanId), "name": s.Name, "startTimeUnixNano": fmt.Sprint(s.StartTimeUnixNano),
				"durationNanos": fmt.Sprint(s.EndTimeUnixNano - s.StartTimeUnixNano), "attributes": attrs})
		}
		spanSets = append(spanSets, map[string]any{"spans": spans, "matched": len(set)})
	}
	return map[string]any{"traceID": strings.TrimLeft(t.id, "0"), "rootServiceName": t.service(), "rootTraceName": t.spans[t.root].Name,
		"startTimeUnixNano": fmt.Sprint(t.begin.UnixNano()), "durationMs": t.end.Sub(t.begin).Milliseconds(), "spanSet": spanSets[0], "spanSets": spanSets}
}

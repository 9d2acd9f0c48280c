package traces

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"

	commonpb "go.opentelemetry.io/proto/otlp/common/v1"

	"github.com/tokenpath/tokenpath/demo/fleet"
)

// looked is how many of the newest traces are read for names and values.
const looked = 2000

// sample calls each with the spans of the newest traces of a request's range.
func (s *Store) sample(r *http.Request, each func(t *flat, i int)) {
	from, to, err := bounds(r.URL.Query().Get("start"), r.URL.Query().Get("end"))
	if err != nil {
		to = time.Now()
		from = to.Add(-defaultReach)
	}
	n := 0
	s.between(from, to, func(j *fleet.Journey) bool {
		n++
		t := flatten(j)
		for i := range t.spans {
			each(t, i)
		}
		return n < looked && r.Context().Err() == nil
	})
}

// names are the attributes that spans and their resources have.
func (s *Store) names(r *http.Request) (own, resource []string) {
	a, b := map[string]bool{}, map[string]bool{}
	s.sample(r, func(t *flat, i int) {
		collect(a, t.spans[i].own)
		collect(b, t.spans[i].resource)
	})
	return slices.Sorted(maps.Keys(a)), slices.Sorted(maps.Keys(b))
}

func collect(into map[string]bool, from map[string]*commonpb.AnyValue) {
	for name := range from {
		into[name] = true
	}
}

func (s *Store) serveTags(w http.ResponseWriter, r *http.Request) {
	own, resource := s.names(r)
	all := append(own, resource...)
	slices.Sort(all)
	writeJSON(w, map[string]any{"tagNames": slices.Compact(all), "metrics": struct{}{}})
}

func (s *Store) serveTagsV2(w http.ResponseWriter, r *http.Request) {
	own, resource := s.names(r)
	all := []map[string]any{{"name": "span", "tags": own}, {"name": "resource", "tags": resource},
		{"name": "intrinsic", "tags": append(slices.Sorted(maps.Keys(intrinsics)), slices.Sorted(maps.Keys(scoped))...)}}
	if scope := r.URL.Query().Get("scope"); scope != "" && scope != "none" {
		all = slices.DeleteFunc(all, func(x map[string]any) bool { return x["name"] != scope })
	}
	writeJSON(w, map[string]any{"scopes": all, "metrics": struct{}{}})
}

// values are what a name of TraceQL stands for in the newest traces.
func (s *Store) values(r *http.Request, name string) (map[string]string, error) {
	get, err := field(name)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	s.sample(r, func(t *flat, i int) {
		switch v := get(t, i).(type) {
		case string:
			out[v] = "string"
		case float64:
			out[fmt.Sprint(v)] = "float"
		}
	})
	for _, word := range []string{"status", "kind", "span:status", "span:kind"} {
		if name == word {
			for v := range out {
				out[v] = "keyword"
			}
		}
	}
	return out, nil
}

func (s *Store) serveValues(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("tag")
	if _, err := field(name); err != nil {
		name = "." + name // the first version knows no scopes
	}
	found, err := s.values(r, name)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	writeJSON(w, map[string]any{"tagValues": append([]string{}, slices.Sorted(maps.Keys(found))...), "metrics": struct{}{}})
}

func (s *Store) serveValuesV2(w http.ResponseWriter, r *http.Request) {
	found, err := s.values(r, r.PathValue("tag"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	out := []map[string]string{}
	for _, v := range slices.Sorted(maps.Keys(found)) {
		out = append(out, map[string]string{"type": found[v], "value": v})
	}
	writeJSON(w, map[string]any{"tagValues": out, "metrics": struct{}{}})
}

package plugin

import (
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// Equal requests of one dashboard request are sent once, and never kept for the next.
func TestEqualRequestsAreSentOnce(t *testing.T) {
	engine := engineStore(t)
	d := newInstance(t, engine.URL, "")
	one := query("A", tokensQuery)
	ask(t, d, nil, one)
	single := len(engine.asked)
	// The same panel twice, and the same operand twice within one.
	twice := query("C", `{"operands":[{"as":"a","signal":"generation_tokens"},{"as":"b","signal":"generation_tokens"}]}`)
	again := one
	again.RefID = "B"
	twice.TimeRange = one.TimeRange
	ask(t, d, nil, one, again, twice)
	if got := len(engine.asked) - single; got != single {
		t.Errorf("one query sends %d requests, three equal ones %d: %v", single, got, engine.asked[single:])
	}
	seen := map[string]int{}
	for _, a := range engine.asked[:single] {
		seen[a]++
	}
	for a, n := range seen {
		if n > 1 {
			t.Errorf("%d times within one query: %s", n, a)
		}
	}
}

// Families that share an address still have their own credentials, so they are not one endpoint.
func TestOneMemoPerEndpoint(t *testing.T) {
	store := engineStore(t)
	d := instanceOf(t, backend.DataSourceInstanceSettings{URL: store.URL,
		JSONData: []byte(`{"endpoints":{"engine":{"url":"` + store.URL + `","basicAuth":true,"basicAuthUser":"engine"}}}`)})
	ask(t, d, nil, query("A", tokensQuery))
	users := map[string]bool{}
	for _, r := range store.requests {
		user, _, _ := r.BasicAuth()
		users[user] = true
	}
	if !users["engine"] || !users[""] {
		t.Errorf("asked as %v", users)
	}
}

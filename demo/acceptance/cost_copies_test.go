package acceptance_test

import (
	"strings"
	"testing"
)

// What is in the store twice is billed once: tokens, requests, weights of the phases and the share of time at work.
func TestCost_SeriesThatAreThereTwice(t *testing.T) {
	const passed = "worker_id"
	again := func(labels ...string) engine {
		e := earning("chat/llama-0", growing)
		e.labels = labels
		return e
	}
	copies := map[string][]engine{
		"two jobs scrape one address":    {again("job", "services", "service", "llama", "endpoint", "http")},
		"two jobs at different instants": {func() engine { e := again("job", "services"); e.scrape = scrape{phase: 7}; return e }()},
		"a worker passes its engine on":  {again("job", "dynamo", "instance", "llama-0:8081", "dynamo_namespace", "prod", "dynamo_component", "backend", passed, "42")},
	}
	for name, more := range copies {
		for _, basis := range []string{"", "usage"} {
			t.Run(name+" "+basis, func(t *testing.T) {
				parts := [][]engine{{earning("chat/llama-0", growing)}, {earning("chat/llama-0", growing), more[0]}}
				var tables []answer
				for _, engines := range parts {
					w := newWorld(t, heldCard(0, "chat/llama-0"), heldCard(1, "chat/llama-1"), earning("chat/llama-1", stopping).series(), price("eu", "n1", scrape{}, constant(aCentASecond)))
					for _, e := range engines {
						w.series = append(w.series, e.series()...)
					}
					q := bill("cluster", "namespace", "pod")
					q.Basis = basis
					tables = append(tables, w.ask(q))
				}
				once, twice := tables[0], tables[1]
				if got, want := len(twice.rows()), len(once.rows()); got != want {
					t.Fatalf("%d rows, want %d:\n%s", got, want, twice)
				}
				for _, row := range once.rows() {
					r := twice.one("pod", row["pod"].(string), "row_kind", row["row_kind"].(string))
					for field, v := range row {
						if want, ok := v.(float64); ok {
							twice.near(field+" of "+row["pod"].(string), r[field], want, 1e-9*want)
						}
					}
				}
				if n := noticesOf(twice); !strings.Contains(n, "One of the two scrapes can go.") {
					t.Errorf("no notice: %q", n)
				}
			})
		}
	}
}

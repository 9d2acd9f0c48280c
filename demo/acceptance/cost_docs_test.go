package acceptance_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// The example of the documentation is a query that answers.
func TestCost_TheDocumentedExample(t *testing.T) {
	raw, err := os.ReadFile("../../docs/query.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(raw), "\n## Cost\n")
	_, example, _ := strings.Cut(section, "```json\n")
	example, _, _ = strings.Cut(example, "```")
	var q query
	if err := json.Unmarshal([]byte(example), &q); err != nil || q.QueryType != "cost" {
		t.Fatalf("%v in %s", err, example)
	}
	a := household(t).ask(q)
	a.addsUp(36)
	a.near("search", a.one("tenant", "search", "llm_model", "llama")["cost_total"], 11.475, 1e-6)
}

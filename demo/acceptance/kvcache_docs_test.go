package acceptance_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// The examples of the documentation are queries that answer.
func TestKVCache_TheDocumentedExamples(t *testing.T) {
	raw, err := os.ReadFile("../../docs/query.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(raw), "\n## KV cache\n")
	section, _, _ = strings.Cut(section, "\n## ")
	parts := strings.Split(section, "```json\n")[1:]
	if len(parts) != 2 {
		t.Fatalf("%d examples, want a table and an alert's", len(parts))
	}
	w := newWorld(t, caching("chat/thrash", constant(0.97), sawtooth(0.1, 300), 0.2, nil).series(),
		caching("chat/well", constant(0.5), constant(3), 0, nil).series())
	answers := make([]answer, len(parts))
	for i, p := range parts {
		example, _, _ := strings.Cut(p, "```")
		var q query
		if err := json.Unmarshal([]byte(example), &q); err != nil || q.QueryType != "kvcache" {
			t.Fatalf("%v in %s", err, example)
		}
		answers[i] = w.ask(q)
	}
	answers[0].verdictOf("thrash", "thrash")
	answers[0].verdictOf("well", "healthy")
	rule := answers[1]
	rule.near("the rule's number", rule.one("pod", "thrash")["thrash"], 1, 0)
	rule.near("the other's", rule.one("pod", "well")["thrash"], 0, 0)
	if n := len(rule.frame.Fields); n != 4 {
		t.Errorf("a rule gets %d columns", n)
	}
}

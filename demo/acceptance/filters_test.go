package acceptance_test

import (
	"slices"
	"strings"
	"testing"
)

func filtered(t *testing.T) *world {
	w := newWorld(t,
		card{uuid: "GPU-a", held: []tenure{{always, "chat/llama-0"}}, tensor: constant(0.5)}.series(),
		card{uuid: "GPU-b", index: 1, held: []tenure{{always, "chat/llama-1"}}, tensor: constant(0.4)}.series(),
		card{uuid: "GPU-c", index: 2, held: []tenure{{always, "code/qwen-0"}}, tensor: constant(0.3)}.series(),
		card{uuid: "GPU-d", index: 3, tensor: constant(0)}.series(),
		engine{pod: "chat/llama-0", model: "meta/llama-3.1:8b", tokens: growing(1)}.series(),
		engine{pod: "chat/llama-1", model: "meta/llama-3.1:8b", tokens: growing(2)}.series(),
		engine{pod: "code/qwen-0", model: `odd "name"\with{signs}`, tokens: growing(4)}.series())
	return w
}

func TestFilters(t *testing.T) {
	w := filtered(t)
	const injection = `x"} or vector(1) or {pod="llama-0`
	for _, c := range []struct {
		name, label, op string
		values          []string
		want            []string
	}{
		{"in", "pod", "=", []string{"llama-0"}, []string{"llama-0"}},
		{"in_two", "pod", "=", []string{"llama-0", "qwen-0"}, []string{"llama-0", "qwen-0"}},
		{"not_in", "pod", "!=", []string{"llama-0"}, []string{"llama-1", "qwen-0"}},
		{"not_in_two", "pod", "!=", []string{"llama-0", "llama-1"}, []string{"qwen-0"}},
		{"match", "pod", "=~", []string{"llama-.*"}, []string{"llama-0", "llama-1"}},
		{"match_is_anchored", "pod", "=~", []string{"llama"}, nil},
		{"not_match", "pod", "!~", []string{"llama-.*"}, []string{"qwen-0"}},
		{"literal_dots_are_no_pattern", "llm_model", "=", []string{"meta/llama-3.1:8b"}, []string{"llama-0", "llama-1"}},
		{"a_dot_does_not_match_anything", "llm_model", "=", []string{"meta/llama-3x1:8b"}, nil},
		{"model_not_in", "llm_model", "!=", []string{"meta/llama-3.1:8b"}, []string{"qwen-0"}},
		{"model_match", "llm_model", "=~", []string{`meta/.*8b|nothing`}, []string{"llama-0", "llama-1"}},
		{"quotes_and_backslashes", "llm_model", "=", []string{`odd "name"\with{signs}`}, []string{"qwen-0"}},
		{"namespace", "namespace", "=", []string{"code"}, []string{"qwen-0"}},
		{"cluster", "cluster", "=", []string{"eu"}, []string{"llama-0", "llama-1", "qwen-0"}},
		{"other_cluster", "cluster", "=", []string{"us"}, nil},
		{"by_device", "gpu_uuid", "=", []string{"GPU-b"}, []string{"llama-1"}},
		{"injection_literal", "pod", "=", []string{injection}, nil},
		{"injection_negated", "pod", "!=", []string{injection}, []string{"llama-0", "llama-1", "qwen-0"}},
		{"injection_regex", "pod", "=~", []string{`x"}\) or vector\(1`}, nil},
		{"newline_and_nul", "pod", "=", []string{"llama-0\n", "llama-1\x00"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := &world{t: t, settings: "{}", url: w.address()}
			a := w.ask(table("replica", tokens, tensor).where(c.label, c.op, c.values...))
			var got []string
			for _, r := range a.where("row_kind", "value") {
				got = append(got, r["pod"].(string))
			}
			slices.Sort(got)
			if !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
			for _, pod := range got {
				if r := a.one("pod", pod); r["tensor"] == nil || r["tokens"] == nil {
					t.Errorf("a filter may not take a side away: %v", r)
				}
			}
		})
	}
	t.Run("two_filters", func(t *testing.T) {
		a := w.ask(table("replica", tokens).where("pod", "=~", "llama-.*").where("pod", "!=", "llama-0"))
		a.near("tokens", a.one("row_kind", "value")["tokens"], 2400, 0)
		a.is("pod", a.one("row_kind", "value")["pod"], "llama-1")
	})
	t.Run("a_filter_leaves_a_row_as_it_is", func(t *testing.T) {
		all, some := w.ask(table("model", tokens, tensor)), w.ask(table("model", tokens, tensor).where("pod", "=", "llama-1"))
		all.near("all", all.one("llm_model", "meta/llama-3.1:8b")["tensor"], 0.45, 1e-9)
		some.near("one", some.one("llm_model", "meta/llama-3.1:8b")["tensor"], 0.4, 1e-9)
		some.near("one", some.one("llm_model", "meta/llama-3.1:8b")["tokens"], 2400, 0)
	})
	t.Run("bad_regex", func(t *testing.T) {
		r := w.try(table("replica", tokens).where("pod", "=~", "("))
		if r.Error == nil || !strings.Contains(r.Error.Error(), "filters[0].values") {
			t.Errorf("got %v", r.Error)
		}
	})
}

package catalog_test

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tokenpath/tokenpath/pkg/catalog"
)

// corpus is text that would break out of a carelessly built query, or be refused by the lexer.
var corpus = []string{
	"", "plain", `"`, `\`, `\"`, `a"} or {b="`, "line\nbreak", "carriage\rreturn", "tab\t", "nul\x00",
	`"} or vector(1) #`, "`", `'`, "{}", "[5m]", "=~", "$__interval", "${var}", "日本語", "é", "🦙",
	"\u2028", "\ufeff", "\ufffd", "bad \xff\xfe utf-8", "\xc3", "a\\", `\x41`, `\u0041`, "%s", "a|b", ".*",
	"vllm:x_total", "dotted.name", "with space", "1digit", "by", "on",
}

func FuzzQuoteLabelValue(f *testing.F) {
	for _, s := range corpus {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, v string) {
		q := catalog.QuoteLabelValue(v)
		got, err := strconv.Unquote(q)
		if err != nil || got != v {
			t.Fatalf("%q became %s, which reads as %q (%v)", v, q, got, err)
		}
		if !utf8.ValidString(q) || strings.ContainsAny(q, "\n\r\x00") || strings.ContainsRune(q, utf8.RuneError) {
			t.Fatalf("%q became %q, which a lexer refuses", v, q)
		}
	})
}

func FuzzSelector(f *testing.F) {
	for i, s := range corpus {
		f.Add(s, corpus[len(corpus)-1-i], s)
	}
	f.Fuzz(func(t *testing.T, metric, name, value string) {
		if !utf8.ValidString(metric) {
			t.Skip("no metric has such a name, and the selector says so")
		}
		want := []catalog.Matcher{
			{Name: "__name__", Op: catalog.OpEqual, Value: metric},
			{Name: name, Op: catalog.OpNotEqual, Value: value},
			{Name: "pod", Op: catalog.OpMatch, Value: value},
		}
		sel := catalog.SelectorOf(metric, want[1:]...)
		got, ok := readSelector(sel)
		if !ok || len(got) != len(want) {
			t.Fatalf("%s reads as %v", sel, got)
		}
		for i := range want {
			if got[i] != want[i] {
				t.Fatalf("%s reads as %v, want %v", sel, got[i], want[i])
			}
		}
	})
}

// readSelector is a second, independent reading of a selector: {name op "value", …}.
func readSelector(s string) ([]catalog.Matcher, bool) {
	s, open := strings.CutPrefix(s, "{")
	s, closed := strings.CutSuffix(s, "}")
	var out []catalog.Matcher
	for s != "" {
		var m catalog.Matcher
		ok := false
		if m, s, ok = readMatcher(s); !ok {
			return nil, false
		}
		out = append(out, m)
		if s != "" {
			if s, ok = strings.CutPrefix(s, ","); !ok || s == "" {
				return nil, false
			}
		}
	}
	return out, open && closed
}

func readMatcher(s string) (m catalog.Matcher, rest string, ok bool) {
	if strings.HasPrefix(s, `"`) {
		m.Name, s, ok = readString(s)
	} else {
		end := strings.IndexAny(s, "=!")
		if end <= 0 || strings.ContainsAny(s[:end], "{}\", .") {
			return m, s, false
		}
		m.Name, s, ok = s[:end], s[end:], true
	}
	if !ok {
		return m, s, false
	}
	for _, op := range []catalog.Op{catalog.OpMatch, catalog.OpNotMatch, catalog.OpNotEqual, catalog.OpEqual} {
		if after, found := strings.CutPrefix(s, string(op)); found {
			m.Op = op
			m.Value, s, ok = readString(after)
			return m, s, ok
		}
	}
	return m, s, false
}

func readString(s string) (value, rest string, ok bool) {
	quoted, err := strconv.QuotedPrefix(s)
	if err != nil {
		return "", s, false
	}
	value, err = strconv.Unquote(quoted)
	return value, s[len(quoted):], err == nil
}

func TestQuoteNames(t *testing.T) {
	for _, tc := range []struct{ name, label, metric string }{
		{"pod", "pod", "pod"},
		{"_x9", "_x9", "_x9"},
		{"vllm:x", `"vllm:x"`, "vllm:x"},
		{"k8s.pod.name", `"k8s.pod.name"`, `{"k8s.pod.name"}`},
		{"9x", `"9x"`, `{"9x"}`},
		{"größe", `"größe"`, `{"größe"}`},
		{`a"b`, `"a\"b"`, `{"a\"b"}`},
		{"a\n", `"a\n"`, `{"a\n"}`},
		{"", `""`, `{""}`},
	} {
		if got := catalog.QuoteLabelName(tc.name); got != tc.label {
			t.Errorf("label %q: %s", tc.name, got)
		}
		if got := catalog.QuoteMetricName(tc.name); got != tc.metric {
			t.Errorf("metric %q: %s", tc.name, got)
		}
	}
	if got := catalog.QuoteLabelNames([]string{"pod", "k8s.pod"}); got != `pod,"k8s.pod"` {
		t.Error(got)
	}
}

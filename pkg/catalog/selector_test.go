package catalog_test

import (
	"regexp"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/tokenpath/tokenpath/pkg/catalog"
)

func TestOneOf(t *testing.T) {
	for _, tc := range []struct {
		values []string
		want   string
	}{
		{[]string{"a"}, `x="a"`},
		{[]string{"a.b", "c|d"}, `x=~"a\\.b|c\\|d"`},
		{[]string{"", "a"}, `x=~"|a"`},
		{nil, `x=~"[^\\s\\S]"`},
		{[]string{"bad \xff"}, `x=~"[^\\s\\S]"`},
		{[]string{"a", "bad \xff"}, `x=~"a"`},
	} {
		if got := catalog.OneOf("x", tc.values...).String(); got != tc.want {
			t.Errorf("%v: %s", tc.values, got)
		}
	}
}

func TestNoneOf(t *testing.T) {
	for _, tc := range []struct {
		values []string
		want   string
	}{
		{[]string{"a"}, `x!="a"`},
		{[]string{"a", "b"}, `x!~"a|b"`},
		{nil, `x!~"[^\\s\\S]"`},
	} {
		if got := catalog.NoneOf("x", tc.values...).String(); got != tc.want {
			t.Errorf("%v: %s", tc.values, got)
		}
	}
}

// Literal values stay literal inside the pattern, whatever they contain.
func TestOneOfMatchesLiterally(t *testing.T) {
	m := catalog.OneOf("x", corpus...)
	re := regexp.MustCompile("^(?s:" + m.Value + ")$")
	for _, v := range corpus {
		if !utf8.ValidString(v) {
			continue
		}
		if !re.MatchString(v) {
			t.Errorf("%q does not match", v)
		}
	}
	for _, v := range []string{"plainer", "x", "b", "any.*"} {
		if re.MatchString(v) {
			t.Errorf("%q matches", v)
		}
	}
	if regexp.MustCompile("^(?s:" + catalog.OneOf("x").Value + ")$").MatchString("") {
		t.Error("no value matches the empty label")
	}
}

func TestUnknownOperatorNarrows(t *testing.T) {
	m := catalog.Matcher{Name: "x", Op: `="a" or`, Value: "b"}
	if got := m.String(); got != `x="b"` {
		t.Error(got)
	}
}

func TestSelectorFor(t *testing.T) {
	a := of(t, "vllm", "prefix_hit_ratio")[0]
	want := `{__name__="vllm:prefix_cache_hits_total",model_name!="",server="",pod=~"a|b"}`
	if got := a.SelectorFor(a.Numerator, catalog.OneOf("pod", "a", "b")); got != want {
		t.Error(got)
	}
	if got := catalog.SelectorOfAny([]string{"a", "b.c"}); got != `{__name__=~"a|b\\.c"}` {
		t.Error(got)
	}
}

// Accepts and Selector must agree, so that series read one by one or together are the same.
func TestAcceptsAgreesWithMatchers(t *testing.T) {
	for _, s := range mustDefault(t).Systems() {
		for _, a := range allAlternatives(t, s.ID) {
			labels := map[string]string{"__name__": a.ExposedNames()[0]}
			for k, v := range a.Match {
				labels[k] = v
			}
			for _, name := range a.Require {
				labels[name] = "x"
			}
			for k, pattern := range a.MatchRegex {
				labels[k] = sampleOf(t, pattern)
			}
			if !a.Accepts(labels) {
				t.Errorf("%s %v refuses %v", a.Signal, a.ExposedNames(), labels)
			}
			for _, m := range a.Matchers() {
				if m.Op == catalog.OpEqual && m.Value == "" {
					labels[m.Name] = "x"
					if a.Accepts(labels) {
						t.Errorf("%s %v accepts the forbidden %s", a.Signal, a.ExposedNames(), m.Name)
					}
					delete(labels, m.Name)
				}
			}
		}
	}
}

// samples are label values of which each pattern of the catalog accepts at least one.
var samples = []string{
	"Succeeded",
	"device",
	"error",
	"generate",
	"gpu.nvidia.com",
	"host",
	"local_cache_hit",
	"memory",
	"nvidia_com_gpu",
	"requests.nvidia.com/gpu",
	"system",
	"total",
	"vllm",
}

// sampleOf is a value that a pattern accepts.
func sampleOf(t *testing.T, pattern string) string {
	t.Helper()
	re := regexp.MustCompile("^(?s:" + pattern + ")$")
	i := slices.IndexFunc(samples, re.MatchString)
	if i < 0 {
		t.Fatalf("no sample for %s", pattern)
	}
	return samples[i]
}

package plugin

import (
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

func TestForwards(t *testing.T) {
	for settings, want := range map[string]bool{
		``: false, `{}`: false, `{"oauthPassThru":false,"keepCookies":[],"teamHttpHeaders":null}`: false, `{"limits":{"series":1}}`: false,
		`{"oauthPassThru":true}`: true, `{"oauthPassThru":"yes"}`: true, `{"keepCookies":["sid"]}`: true, `{"keepCookies":"sid"}`: true,
		`{"teamHttpHeaders":{}}`: true, `{"endpoints":{"gpu":{"oauthPassThru":true}}}`: true, `{"endpoints":{"gpu":{"keepCookies":["a"]}}}`: true,
		`{"endpoints":{"gpu":{"url":"http://x"}}}`: false, `not JSON`: true,
	} {
		if got := forwards([]byte(settings)); got != want {
			t.Errorf("%s: %v", settings, got)
		}
	}
}

func TestIdentified(t *testing.T) {
	for header, want := range map[string]bool{"": false, "http_X-Panel-Id": false, "http_x-dashboard-uid": false, "X-Rule-Uid": false,
		"Authorization": true, "Cookie": true, "X-Id-Token": true, "http_X-Grafana-User": true, "http_X-Grafana-Id": false, "http_X-Cache-Skip": true} {
		req := &backend.QueryDataRequest{Headers: map[string]string{}}
		if header != "" {
			req.Headers[header] = "x"
		}
		if got := (&Datasource{}).identified(req); got != want {
			t.Errorf("%s: %v", header, got)
		}
	}
}

// hoard is spare memory of a size.
type hoard int64

func (h *hoard) Bytes() int64 { return int64(*h) }

func (h *hoard) Release(bytes int64) int64 {
	given := min(bytes, int64(*h))
	*h -= hoard(given)
	return given
}

// What is only kept gives way to what is needed, as much of it as that takes, and counts for nothing else.
func TestSpareMemoryGivesWay(t *testing.T) {
	m := newMemory(100)
	kept := hoard(60)
	m.spare = &kept
	a := m.open()
	for _, step := range []struct{ take, kept int64 }{{30, 60}, {30, 40}, {40, 0}} {
		if err := a.take(t.Context(), step.take); err != nil || int64(kept) != step.kept {
			t.Fatalf("after %d: %v, %d kept, want %d", step.take, err, kept, step.kept)
		}
	}
	if m.free() != 0 {
		t.Error(m.free())
	}
	if err := a.take(t.Context(), 1); err == nil {
		t.Error("more than there is")
	}
}

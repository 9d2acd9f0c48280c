package storetest_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/store"
	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

var start = time.Date(2026, 11, 22, 6, 0, 0, 0, time.UTC)

// instant asks for one value at an offset from start; "" means no series.
func instant(t *testing.T, base, query string, at time.Duration) string {
	t.Helper()
	form := url.Values{"query": {query}, "time": {start.Add(at).Format(time.RFC3339)}}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, base+"/api/v1/query?"+form.Encode(), nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var got struct {
		Data struct {
			Result []struct {
				Value [2]any `json:"value"`
			} `json:"result"`
		} `json:"data"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&got); err != nil {
		t.Fatal(err)
	}
	values := make([]string, 0, len(got.Data.Result))
	for _, r := range got.Data.Result {
		values = append(values, r.Value[1].(string))
	}
	return strings.Join(values, " ")
}

func TestBothNotationsLoad(t *testing.T) {
	s := storetest.Open(t)
	s.Load(start,
		storetest.Series{Name: "go_form", Labels: []string{"pod", "a"}, Start: 30 * time.Second, Step: 30 * time.Second, Values: storetest.Linear(0, 2, 480)},
		storetest.Series{Name: "ends", Values: append(storetest.Constant(1, 4), store.Stale())},
		storetest.Series{Name: "free", Samples: []storetest.Sample{{At: 7 * time.Second, Value: 5}, {At: 90 * time.Second, Value: 6}}},
	)
	s.LoadScript(start.Add(4*time.Hour), `
		# a comment
		load 15s
		  counter{pod="a"} 0+15x40 _x4 0+15x10
		load 1m
		at 5m
		  later 1 stale`)
	base := s.Serve()
	for _, c := range []struct {
		query string
		at    time.Duration
		want  string
	}{
		{"go_form", 30 * time.Second, "0"},
		{"go_form", 4 * time.Hour, "958"},
		{"ends", 45 * time.Second, "1"},
		{"ends", 61 * time.Second, ""},
		{"free", 8 * time.Second, "5"},
		{"free", 91 * time.Second, "6"},
		{"counter", 4*time.Hour + 10*time.Minute, "600"},
		{"counter", 4*time.Hour + 11*time.Minute + 15*time.Second, "0"},
		{"later", 4*time.Hour + 5*time.Minute, "1"},
		{"later", 4*time.Hour + 6*time.Minute, ""},
	} {
		if got := instant(t, base, c.query, c.at); got != c.want {
			t.Errorf("%s at %s: %q, want %q", c.query, c.at, got, c.want)
		}
	}
}

package plugin

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// callAs sends a resource call as a user of a role; without a role there is no user.
func callAs(t *testing.T, d *Datasource, role, path, body string) (int, string) {
	t.Helper()
	pc := backend.PluginContext{}
	if role != "" {
		pc.User = &backend.User{Login: "someone", Role: role}
	}
	return callWith(t, d, &backend.CallResourceRequest{PluginContext: pc, Method: "POST", Path: path, URL: path, Body: []byte(body)})
}

func TestDoctorIsForEditors(t *testing.T) {
	d := newInstance(t, emptyStore(t), "")
	for role, want := range map[string]int{"": 403, "Viewer": 403, "None": 403, "editor": 403, "Editor": 200, "Admin": 200} {
		status, body := callAs(t, d, role, "doctor", `{"from":1000,"to":900000}`)
		if status != want {
			t.Errorf("%q: %d %.200s, want %d", role, status, body, want)
		}
		if want == 403 && !strings.Contains(body, "only editors and administrators") {
			t.Errorf("%q: %s", role, body)
		}
	}
	for body, want := range map[string]string{`{`: "body: is no valid doctor request", `{"from":5,"to":5}`: "to: the range is empty"} {
		if status, text := callAs(t, d, "Admin", "doctor", body); status != http.StatusBadRequest || !strings.Contains(text, want) {
			t.Errorf("%s: %d %s", body, status, text)
		}
	}
}

func TestDoctorOfAnEmptyStoreSaysWhatToDo(t *testing.T) {
	d := newInstance(t, emptyStore(t), "")
	status, body := callAs(t, d, "Admin", "doctor", `{"from":1000,"to":900000}`)
	var got models.DoctorResponse
	if err := json.Unmarshal([]byte(body), &got); err != nil || status != http.StatusOK {
		t.Fatalf("%d %s", status, body)
	}
	if got.Level != 0 || len(got.Levels) != 5 || len(got.Layers) != 7 || len(got.Next) == 0 || got.Next[0].ID != "scrape-engines" {
		t.Errorf("level %d, %d levels, %d layers, next %+v", got.Level, len(got.Levels), len(got.Layers), got.Next)
	}
	if strings.Contains(body, "127.0.0.1") || strings.Contains(body, ":null") {
		t.Errorf("an address, or a null, in %s", body)
	}
}

// wideStore answers as a fleet of so many vLLM replicas would, and counts the requests.
type wideStore struct {
	*httptest.Server
	mu    sync.Mutex
	asked int
}

func newWideStore(t *testing.T, replicas int) *wideStore {
	s := &wideStore{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked++
		s.mu.Unlock()
		_ = r.ParseForm()
		w.Header().Set("Content-Type", "application/json")
		query := r.Form.Get("query")
		switch {
		case strings.HasSuffix(r.URL.Path, "/values"):
			fmt.Fprint(w, `{"status":"success","data":["vllm:num_requests_running","vllm:generation_tokens_total","vllm:time_to_first_token_seconds_bucket","vllm:time_to_first_token_seconds_count","vllm:time_to_first_token_seconds_sum"]}`)
		case strings.Contains(query, "topk by") && strings.Contains(query, "vllm:"):
			part := slices.IndexFunc(strings.Split(query, " or "), func(part string) bool {
				return strings.Contains(part, "vllm:num_requests_running") && strings.Contains(part, `model_name!=""`)
			})
			fmt.Fprintf(w, `{"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"vllm:num_requests_running","job":"vllm","namespace":"chat","pod":"p0","model_name":"m","tokenpath_ask":"%d"},"value":[900,"1"]}]}}`, part)
		case strings.HasPrefix(query, `{__name__="vllm:num_requests_running"`):
			fmt.Fprint(w, `{"status":"success","data":{"resultType":"matrix","result":[`)
			for i := range replicas {
				if i > 0 {
					fmt.Fprint(w, ",")
				}
				fmt.Fprintf(w, `{"metric":{"__name__":"vllm:num_requests_running","namespace":"chat","pod":"p%d","model_name":"m"},"values":[[840,"1"],[855,"1"],[870,"1"],[885,"1"],[900,"1"]]}`, i)
			}
			fmt.Fprint(w, `]}}`)
		case strings.HasSuffix(r.URL.Path, "/query_exemplars"):
			fmt.Fprint(w, `{"status":"success","data":[]}`)
		default:
			fmt.Fprint(w, `{"status":"success","data":{"resultType":"vector","result":[]}}`)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

// A report costs the same number of requests for one target and for a thousand, and far fewer than there are signals.
func TestDoctorTakesFewRequests(t *testing.T) {
	asked := map[int]int{}
	for _, n := range []int{1, 1000} {
		store := newWideStore(t, n)
		d := newInstance(t, store.URL, "")
		status, body := callAs(t, d, "Editor", "doctor", `{"from":1000,"to":900000}`)
		var got models.DoctorResponse
		if err := json.Unmarshal([]byte(body), &got); err != nil || status != http.StatusOK {
			t.Fatalf("%d %.300s", status, body)
		}
		if want := fmt.Sprintf("%d replica", n); !strings.Contains(got.Layers[1].Summary, want) {
			t.Errorf("%q, want %q", got.Layers[1].Summary, want)
		}
		asked[n] = store.asked
	}
	if asked[1] != asked[1000] || asked[1000] > 30 {
		t.Errorf("requests by targets: %v", asked)
	}
	t.Log(asked)
}

// A family whose store does not answer is said to be unreachable; the others are reported.
func TestDoctorWithoutOneFamily(t *testing.T) {
	gpu := gpuStore(t)
	d := newInstance(t, gpu.URL, `{"endpoints":{"engine":{"url":"http://127.0.0.1:1"}}}`)
	status, body := callAs(t, d, "Editor", "doctor", `{"from":1000,"to":900000}`)
	var got models.DoctorResponse
	if err := json.Unmarshal([]byte(body), &got); err != nil || status != http.StatusOK {
		t.Fatalf("%d %.300s", status, body)
	}
	states := map[string]models.LayerState{}
	for _, l := range got.Layers {
		states[l.ID] = l.State
	}
	if states["engine"] != models.LayerUnreachable || states["gpu"] == models.LayerUnreachable || len(got.Notices) == 0 {
		t.Errorf("%v %v", states, got.Notices)
	}
	if strings.Contains(body, "127.0.0.1") {
		t.Errorf("an address in %s", body)
	}
	for _, s := range got.Next {
		if s.ID == "scrape-engines" {
			t.Error("it is told to scrape what could not be asked for")
		}
	}
}

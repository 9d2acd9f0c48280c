package fleet_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/fleet"
	"github.com/tokenpath/tokenpath/demo/store"
	"github.com/tokenpath/tokenpath/demo/store/storetest"
)

// ask returns the values of an instant query, joined; "" means no series.
func ask(t *testing.T, base, query string, at time.Time) string {
	t.Helper()
	form := url.Values{"query": {query}, "time": {at.Format(time.RFC3339Nano)}}
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
		Error string `json:"error"`
		Data  struct {
			Result []struct {
				Value [2]any `json:"value"`
			} `json:"result"`
		} `json:"data"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&got); err != nil || got.Error != "" {
		t.Fatalf("%s: %v %s", query, err, got.Error)
	}
	values := make([]string, 0, len(got.Data.Result))
	for _, r := range got.Data.Result {
		values = append(values, r.Value[1].(string))
	}
	return strings.Join(values, " ")
}

func TestHistoryAnswersOverHTTP(t *testing.T) {
	f := fleet.New(fleet.Config{End: end, Hours: 2.5})
	s := storetest.Open(t)
	var done, total time.Duration
	if err := f.Backfill(t.Context(), s.Appender(t.Context()), func(d, all time.Duration) { done, total = d, all }); err != nil {
		t.Fatal(err)
	}
	if done != total || total != 150*time.Minute {
		t.Errorf("progress ended at %s of %s", done, total)
	}
	for _, one := range f.Families() {
		s.Describe(one.Name, one.Type, one.Help, "")
	}
	base := s.Serve()
	now := f.Truth(end.Add(-time.Minute), end)
	engines := map[string]int{}
	for _, r := range now.Replicas {
		engines[r.Engine]++
	}
	devices := fmt.Sprint(cardsOf(now))
	for query, want := range map[string]string{
		`sum(node_gpu_count) + count(tokenpath_binding_info{gpu_index=""})`:                                                        devices,
		`count(DCGM_FI_PROF_PIPE_TENSOR_ACTIVE or DCGM_FI_PROF_TENSOR_UTIL_RATIO or dcgm_fi_prof_pipe_tensor_active)`:              "99",
		`count(DCGM_FI_DEV_SM_CLOCK{exported_pod!="",cluster="prod-eu"} or DCGM_FI_DEV_SM_CLOCK_HERTZ{pod!="",cluster="prod-eu"})`: "29",
		`count(DCGM_FI_DEV_SM_CLOCK{pod_uid!=""})`:                                                                                 "3",
		`count(nv_gpu_utilization)`:                                                      "3",
		`count(vllm:generation_tokens_total{model_name!=""})`:                            fmt.Sprint(engines["vllm"] - 1), // one has two ranks, and two are in Ray
		`count(sglang:generation_tokens_total)`:                                          "3",
		`count(kube_pod_info)`:                                                           fmt.Sprint(len(now.Replicas) - 1), // a job and a worker have no engine, three processes on bare metal no pod
		`sum(kube_pod_container_resource_requests{resource="nvidia_com_gpu",node="n3"})`: "4",
		`count(up == 1)`:                                                                 "135",
		`count(vllm:kv_cache_usage_perc > 1 or vllm:kv_cache_usage_perc < 0)`:            "",
		`count(DCGM_FI_DEV_SM_CLOCK{exported_pod="chat-small-0"})`:                       "1",
		`count(DCGM_FI_DEV_MEMORY_TEMP == 9223372036854775794 or dcgm_fi_dev_memory_temp == 9223372036854775794)`:   "24",
		`count(DCGM_FI_PROF_NVLINK_TX_BYTES{modelName="NVIDIA L40S"})`:                                              "",
		`count(count by (pod) (vllm:gpu_cache_usage_perc))`:                                                         "2",
		`count(node_gpu_hourly_cost) - count(node_gpu_hourly_cost{namespace="opencost",instance=~"n.",node=~"n."})`: "0",
	} {
		if got := ask(t, base, query, end.Add(-time.Second)); got != want {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
}

func TestLiveDataFollowsTheHistory(t *testing.T) {
	now := time.Now()
	f := fleet.New(fleet.Config{End: now.Add(-2 * time.Minute), Hours: 0.25})
	r := newRecorder()
	if err := f.Backfill(t.Context(), r, nil); err != nil {
		t.Fatal(err)
	}
	history := r.total
	ctx, cancel := context.WithTimeout(t.Context(), 2500*time.Millisecond)
	defer cancel()
	if err := f.Run(ctx, r); err != nil {
		t.Fatal(err)
	}
	newest := int64(0)
	for _, s := range r.series[r.only(t, "vllm:generation_tokens_total", "pod", "llama-70b-0")] {
		newest = s.tMs
	}
	if r.total == history || newest > time.Now().UnixMilli() || newest < now.Add(-30*time.Second).UnixMilli() {
		t.Errorf("%d live samples, the newest at %s, now %s", r.total-history, time.UnixMilli(newest), now)
	}
}

func TestMetricsPagesCanBeScraped(t *testing.T) {
	f := fleet.New(fleet.Config{End: end, Hours: 0.25})
	if err := f.Backfill(t.Context(), newRecorder(), nil); err != nil {
		t.Fatal(err)
	}
	var addresses []string
	for _, target := range f.Targets() { // each on its own port, as in life
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			if err := target.WriteMetrics(w); err != nil {
				http.Error(w, err.Error(), http.StatusServiceUnavailable)
			}
		}))
		defer srv.Close()
		addresses = append(addresses, strings.TrimPrefix(srv.URL, "http://"))
	}
	s := storetest.Open(t, func(o *store.Options) { o.Scrape, o.ScrapeInterval = addresses, time.Second })
	base := s.Serve()
	want := "89 10 43 1 1 135"
	deadline := time.Now().Add(20 * time.Second)
	got := ""
	for got != want && time.Now().Before(deadline) {
		got = strings.Join([]string{
			ask(t, base, `count({__name__=~"DCGM_FI_DEV_GPU_TEMP.*"})`, time.Now()),
			ask(t, base, `count({__name__=~"dcgm_gpu_temp|dcgm_fi_dev_gpu_temp"})`, time.Now()),
			ask(t, base, `count(vllm:time_to_first_token_seconds_count)`, time.Now()),
			ask(t, base, `count(ray_vllm:time_to_first_token_seconds_count)`, time.Now()),
			ask(t, base, `count({"gen_ai.client.operation.duration_count", "gen_ai.request.model"!=""})`, time.Now()),
			ask(t, base, `count(up == 1)`, time.Now()),
		}, " ")
		time.Sleep(200 * time.Millisecond)
	}
	if got != want {
		t.Errorf("devices of today and of old or lower-case names, engines, those of old Ray, quoted names, targets: %q, want %q", got, want)
	}
}

// cardsOf counts cards; slices are no cards of their own, and what they leave over stands for theirs.
func cardsOf(t fleet.Truth) int {
	n := 0
	for _, d := range t.Devices {
		if d.MIG == "" {
			n++
		}
	}
	return n
}

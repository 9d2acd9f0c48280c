package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// placed is a GPU operand with the labels of the pod that its exporter names.
const placed = `label_replace(label_replace(avg_over_time(DCGM_FI_PROF_PIPE_TENSOR_ACTIVE[%v]), "pod", "$1", "exported_pod", "(.+)"), "namespace", "$1", "exported_namespace", "(.+)")`

// operands are the queries that the plugin's answer needs, as a user would send them.
func (b *bench) operands(step time.Duration, grain string) []string {
	window := max(step, time.Minute)
	tokens := fmt.Sprintf("rate(vllm:generation_tokens_total[%v])", window)
	if grain == "model" {
		tokens = "sum by (model_name) (" + tokens + ")"
	}
	return []string{tokens, fmt.Sprintf("avg_over_time(DCGM_FI_PROF_PIPE_TENSOR_ACTIVE[%v])", step)}
}

// groupLeft is the same join in PromQL: tokens beside the activity of the card, or by model.
func (b *bench) groupLeft(step time.Duration, grain string) string {
	window, gpu := max(step, time.Minute), fmt.Sprintf(placed, step)
	tokens := fmt.Sprintf("rate(vllm:generation_tokens_total[%v])", window)
	switch grain {
	case "device":
		return fmt.Sprintf("%s * on (namespace,pod) group_left sum by (namespace,pod) (%s)", gpu, tokens)
	case "model":
		return fmt.Sprintf("sum by (model_name) (sum by (namespace,pod,model_name) (%s) * on (namespace,pod) group_left avg by (namespace,pod) (%s))", tokens, gpu)
	}
	return fmt.Sprintf("sum by (namespace,pod) (%s) / on (namespace,pod) group_left avg by (namespace,pod) (%s)", tokens, gpu)
}

// plain asks without compression: on loopback it only costs time.
var plain = &http.Client{Transport: &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 8}}

// together runs range queries side by side and reads their answers without decoding them.
func (b *bench) together(ctx context.Context, exprs []string, step time.Duration) error {
	errs := make([]error, len(exprs))
	var wg sync.WaitGroup
	for i, e := range exprs {
		wg.Go(func() { errs[i] = b.rangeQuery(ctx, e, step, io.Discard) })
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) rangeQuery(ctx context.Context, expr string, step time.Duration, to io.Writer) error {
	form := url.Values{"query": {expr}, "start": {fmt.Sprint(b.from.Add(step).Unix())}, "end": {fmt.Sprint(b.to.Unix())}, "step": {fmt.Sprint(step.Seconds())}}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, b.url+"/api/v1/query_range?"+form.Encode(), nil)
	if err != nil {
		return err
	}
	resp, err := plain.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(io.LimitReader(resp.Body, 300))
		return fmt.Errorf("%s: %s", resp.Status, text)
	}
	_, err = io.Copy(to, resp.Body)
	return err
}

package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"
)

// row measures the three ways of getting tokens and tensor activity by one grain.
func (b *bench) row(ctx context.Context, step time.Duration, grain string) error {
	by, join := "namespace,pod", "sum by (namespace,pod) (rate(vllm:generation_tokens_total[1m])) / on (namespace,pod) group_left avg by (namespace,pod) (%s)"
	if grain == "model" {
		by = "model_name"
		join = "sum by (model_name) (sum by (namespace,pod,model_name) (rate(vllm:generation_tokens_total[1m])) * on (namespace,pod) group_left avg by (namespace,pod) (%s))"
	}
	gpu := `label_replace(label_replace(avg_over_time(DCGM_FI_PROF_PIPE_TENSOR_ACTIVE[` + fmt.Sprint(step) + `]), "pod", "$1", "exported_pod", "(.+)"), "namespace", "$1", "exported_namespace", "(.+)")`
	operands := []string{"sum by (" + by + ") (rate(vllm:generation_tokens_total[1m]))", "avg_over_time(DCGM_FI_PROF_PIPE_TENSOR_ACTIVE[" + fmt.Sprint(step) + "])"}
	if grain == "replica" {
		operands[0] = "rate(vllm:generation_tokens_total[1m])"
	}
	own, err := b.times(func() error { return b.together(ctx, operands, step) })
	if err != nil {
		return err
	}
	promql, err := b.times(func() error { return b.together(ctx, []string{fmt.Sprintf(join, gpu)}, step) })
	if err != nil {
		return err
	}
	ours, err := b.times(func() error {
		_, err := b.correlate(ctx, step, grain)
		return err
	})
	if err != nil {
		return err
	}
	fmt.Printf("| %v | %s | %s | %s | %s | %.2f | %.2f |\n", step, grain, own, promql, ours, ours.median/own.median, promql.median/ours.median)
	return nil
}

// timing is milliseconds.
type timing struct{ best, median float64 }

func (t timing) String() string { return fmt.Sprintf("%.0f / %.0f ms", t.best, t.median) }

func (b *bench) times(f func() error) (timing, error) {
	if err := f(); err != nil { // once to warm caches and connections
		return timing{}, err
	}
	var ms []float64
	for range b.repeat {
		start := time.Now()
		if err := f(); err != nil {
			return timing{}, err
		}
		ms = append(ms, float64(time.Since(start).Microseconds())/1000)
	}
	slices.Sort(ms)
	return timing{ms[0], ms[len(ms)/2]}, nil
}

// plain asks without compression: on loopback it only costs time.
var plain = &http.Client{Transport: &http.Transport{DisableCompression: true}}

// together runs range queries side by side and reads their answers without decoding them.
func (b *bench) together(ctx context.Context, exprs []string, step time.Duration) error {
	errs := make([]error, len(exprs))
	var wg sync.WaitGroup
	for i, e := range exprs {
		wg.Go(func() { errs[i] = b.rangeQuery(ctx, e, step) })
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) rangeQuery(ctx context.Context, expr string, step time.Duration) error {
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
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

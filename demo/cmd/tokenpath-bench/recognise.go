package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// recognition measures what it costs to find out what every target is: for a query, where it comes before the operands,
// and for the doctor's whole report.
func (b *bench) recognition(ctx context.Context, w io.Writer) error {
	report := &way{name: "doctor", before: b.renew, run: func() error { return b.doctor(ctx) }}
	if err := b.race([]*way{report}); err != nil {
		return err
	}
	direct := b.url
	seen := watch(direct)
	defer seen.Close()
	b.url = seen.URL
	defer func() { b.url = direct }()
	_ = b.renew()
	if err := b.doctor(ctx); err != nil {
		return err
	}
	ofReport, sent := weighed(seen.take(), func(asked) bool { return true })
	_ = b.renew()
	if _, err := b.correlate(ctx, steps[0], grains[1]); err != nil {
		return err
	}
	ofQuery, few := weighed(seen.take(), func(a asked) bool { return a.path == "/api/v1/label/__name__/values" })
	_, err := fmt.Fprintf(w, "\nRecognising %s engines and as many cards: a query asks the store's index which of the catalog's names are there, in %d requests (%.1f kB answered). The doctor's whole report (every signal of the catalog, on how many targets, how often scraped, keyed by what) takes %s and %d requests (%.0f kB).\n",
		grouped(b.gpus), ofQuery, few, report.time, ofReport, sent)
	return err
}

// weighed counts requests, and the kB that they answered.
func weighed(list []asked, counts func(asked) bool) (n int, kB float64) {
	for _, a := range list {
		if counts(a) {
			n++
			kB += float64(a.bytes) / 1000
		}
	}
	return n, kB
}

// doctor asks for the report on the last twenty minutes.
func (b *bench) doctor(ctx context.Context) error {
	body, err := json.Marshal(models.DoctorRequest{From: b.to.Add(-2 * afterwards).UnixMilli(), To: b.to.UnixMilli()})
	if err != nil {
		return err
	}
	return b.plugin.CallResource(ctx, &backend.CallResourceRequest{PluginContext: b.context(), Method: http.MethodPost, Path: "doctor", URL: "doctor", Body: body},
		backend.CallResourceResponseSenderFunc(func(r *backend.CallResourceResponse) error {
			if r.Status != http.StatusOK {
				return fmt.Errorf("the doctor answers %d: %.300s", r.Status, r.Body)
			}
			return nil
		}))
}

package plugin

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// The default endpoint has a time-out of a request like that of a family, in Grafana's own field.
func TestTheDefaultEndpointsOwnTimeout(t *testing.T) {
	silent := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		// The server notices that the client is gone only when the body was read.
		_, _ = io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
	}))
	defer silent.Close()
	d := newInstance(t, silent.URL, `{"timeout":0.3}`)
	begin := time.Now()
	health, err := d.CheckHealth(t.Context(), &backend.CheckHealthRequest{})
	if err != nil || health.Status != backend.HealthStatusError {
		t.Fatalf("%v, %v", health, err)
	}
	if took := time.Since(begin); took > 10*time.Second {
		t.Errorf("gave up after %v, not after the 0.3 s of the settings", took)
	}
}

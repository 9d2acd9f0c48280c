package promapi

import (
	"net/http"
	"testing"
)

// Compression is worth its time on a network, not on the loopback.
func TestNoCompressionOnLoopback(t *testing.T) {
	for host, want := range map[string]bool{"localhost": true, "127.0.0.1": true, "::1": true, "prometheus": false, "10.0.0.1": false} {
		if isLoopback(host) != want {
			t.Errorf("%s: loopback is %v", host, !want)
		}
	}
	var encoding string
	_, err := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		encoding = r.Header.Get("Accept-Encoding")
		w.WriteHeader(http.StatusTeapot)
	}).QueryRange(testContext(t), anyRange)
	if err == nil || encoding != "identity" {
		t.Errorf("a store on this machine was asked for %q", encoding)
	}
}

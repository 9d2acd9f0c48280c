package store_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// listen serves h on a free port and returns host:port.
func listen(t *testing.T, h http.Handler) string {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	return strings.TrimPrefix(srv.URL, "http://")
}

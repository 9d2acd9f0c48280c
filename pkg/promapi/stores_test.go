package promapi

import (
	"embed"
	"net/http"
	"path"
	"testing"
)

//go:embed testdata/stores
var storeFiles embed.FS

// recorded is an answer from testdata/stores.
func recorded(t *testing.T, name string) string {
	t.Helper()
	text, err := storeFiles.ReadFile(path.Join("testdata/stores", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// storeAnswers are the answers of a store by path; all others are 404.
type storeAnswers map[string]struct {
	status int
	text   string
}

func (s storeAnswers) serve(header string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if header != "" {
			w.Header().Set("X-Server-Hostname", header)
		}
		a, ok := s[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		answer(max(a.status, 200), jsonType, a.text)(w, r)
	}
}

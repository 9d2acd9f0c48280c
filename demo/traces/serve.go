package traces

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	tracepb "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
)

// Version is what the store says of itself, so that Grafana asks as it asks a current Tempo.
const Version = "2.9.0"

// Handler answers Tempo's HTTP API.
func (s *Store) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /ready", words("ready\n"))
	mux.HandleFunc("GET /api/echo", words("echo\n"))
	mux.HandleFunc("GET /api/status/buildinfo", func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, map[string]string{"version": Version, "revision": "tokenpath-demo", "branch": "", "buildDate": "", "buildUser": "", "goVersion": ""})
	})
	mux.HandleFunc("GET /api/traces/{id}", func(w http.ResponseWriter, r *http.Request) { s.serveTrace(w, r, false) })
	mux.HandleFunc("GET /api/v2/traces/{id}", func(w http.ResponseWriter, r *http.Request) { s.serveTrace(w, r, true) })
	mux.HandleFunc("GET /api/search", s.serveSearch)
	mux.HandleFunc("GET /api/search/tags", s.serveTags)
	mux.HandleFunc("GET /api/v2/search/tags", s.serveTagsV2)
	mux.HandleFunc("GET /api/search/tag/{tag}/values", s.serveValues)
	mux.HandleFunc("GET /api/v2/search/tag/{tag}/values", s.serveValuesV2)
	return mux
}

func words(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(text)) }
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

// Fields of Tempo's TraceByIDResponse (pkg/tempopb/tempo.proto).
const fieldTrace = 1

// serveTrace answers a trace. As in Tempo, the first version says 404 where there is none, and the second gives an
// empty one.
func (s *Store) serveTrace(w http.ResponseWriter, r *http.Request, second bool) {
	id := r.PathValue("id")
	if strings.Trim(id, "0123456789abcdefABCDEF") != "" || len(id) > 32 || id == "" {
		http.Error(w, "trace IDs can only contain hex characters, at most 32", http.StatusBadRequest)
		return
	}
	id = strings.Repeat("0", 32-len(id)) + strings.ToLower(id)
	data := &tracepb.TracesData{}
	if j := s.find(id); j != nil {
		data = spansOf(j)
	} else if !second {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	if strings.Contains(r.Header.Get("Accept"), "application/protobuf") {
		body, err := proto.Marshal(data)
		if second {
			body = protowire.AppendBytes(protowire.AppendTag(nil, fieldTrace, protowire.BytesType), body)
		}
		write(w, "application/protobuf", body, err)
		return
	}
	body, err := protojson.Marshal(data)
	if second {
		body = fmt.Appendf(nil, `{"trace":%s,"metrics":{}}`, body)
	} else {
		body = []byte(strings.Replace(string(body), `"resourceSpans":`, `"batches":`, 1))
	}
	write(w, "application/json", body, err)
}

func write(w http.ResponseWriter, contentType string, body []byte, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", contentType)
	_, _ = w.Write(body)
}

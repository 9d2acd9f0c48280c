package host

import (
	"encoding/json"
	"net/http"
	"strings"
)

// apiError is the body of Grafana's error answers.
type apiError struct {
	Message   string `json:"message"`
	MessageID string `json:"messageId,omitempty"`
	// StatusCode repeats the status where Grafana does: in errors that have an id.
	StatusCode int    `json:"statusCode,omitempty"`
	TraceID    string `json:"traceID"`
}

func writeError(w http.ResponseWriter, status int, message string) {
	writeJSON(w, status, apiError{Message: message})
}

// sentence is an error's text as an answer's message, which begins with a capital.
func sentence(err error) string {
	text := err.Error()
	return strings.ToUpper(text[:1]) + text[1:]
}

// writeNamedError answers with an error that has one of Grafana's ids.
func writeNamedError(w http.ResponseWriter, status int, id, message string) {
	writeJSON(w, status, apiError{Message: message, MessageID: id, StatusCode: status})
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	text, err := json.Marshal(body)
	if err != nil {
		status = http.StatusInternalServerError
		text = []byte(`{"message":"the answer cannot be written as JSON","traceID":""}`)
	}
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(text) // the client has gone away; there is nobody to tell
}

// maxBody bounds the body of a request.
const maxBody = 16 << 20

// readJSON decodes a request's body and answers 400 itself when it cannot.
func readJSON(w http.ResponseWriter, r *http.Request, into any) bool {
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(into)
	if err != nil {
		writeError(w, http.StatusBadRequest, "bad request data")
	}
	return err == nil
}

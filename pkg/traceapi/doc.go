// Package traceapi asks a store of traces with Tempo's HTTP API: whether it has a trace, and which traces it has like
// one. It knows nothing of GPUs and of metrics. Transport, limits, errors and the redaction of secrets are promapi's.
//
// The paths are /api/traces/<id>, which Tempo has in every version and which answers 404 where it has no such trace
// (the newer /api/v2/traces answers an empty trace with 200), /api/search with TraceQL, /api/echo and
// /api/status/buildinfo.
package traceapi

// Package promapi speaks the Prometheus HTTP API (Prometheus, VictoriaMetrics,
// Mimir, Thanos) and decodes its answers into columnar series.
//
// It knows nothing of what the series mean. Answers are decoded in one pass
// straight from the response body and bounded by Limits while they stream, so
// an answer that is too large costs no more than the limit. Every error is an
// *Error: a sentence that names the endpoint, what came back and the setting
// to look at, without a URL, header or other secret in it.
package promapi

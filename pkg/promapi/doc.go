// Package promapi speaks the Prometheus HTTP API (Prometheus, VictoriaMetrics,
// Mimir, Thanos) and decodes its answers into columnar series.
//
// Beside queries it lists exemplars, label names and values, series and
// metadata, and tells which product answers. A range that a store does not
// answer at once is asked in parts and joined (QueryRange); native histograms
// are decoded beside the floats and can be read as classic ones (Classic).
//
// It knows nothing of what the series mean. Answers are decoded in one pass
// straight from the response body and bounded by Limits while they stream, so
// an answer that is too large costs no more than the limit. Every error is an
// *Error: a sentence that names the endpoint, what came back and the setting
// to look at, without a URL, header or other secret in it.
package promapi

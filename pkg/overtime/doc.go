// Package overtime evaluates PromQL's functions over a range of a series' own samples, at the steps of a grid, as the
// store would: rate, avg_over_time, min_over_time, max_over_time and last_over_time of plain numbers. It is for samples
// that were read raw, see package remoteread; anything else is PromQL's, and asked of the store.
//
// The arithmetic is that of Prometheus 3 (promql/functions.go, Apache-2.0), operation by operation, so that both ways give
// the same bits: windows are open at the left, (t-length, t], sums are compensated (Neumaier), rates extrapolated.
package overtime

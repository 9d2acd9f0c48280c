// Package fleet simulates a small inference fleet: one seeded model of the
// world from which the series of every exporter follow, so that they agree with
// each other as they would in production. Requests arrive, wait, prefill and
// decode; GPUs show the tensor, memory, link, power and clock activity of that
// work; pods hold GPUs, move and restart; nodes cost money.
//
// # One world, many views
//
// The world advances in ticks of five seconds. Exporters look at it on their
// own clocks: DCGM every 30 s (15 s on one node), engines every 15 s,
// kube-state-metrics every 30 s, OpenCost every 60 s, each at its own constant
// offset, as scrapes are. What they write carries the labels a Prometheus would
// have stored, relabelling of conflicting labels included.
//
// # Truth
//
// Truth is the world's own account of tokens, ownership, activity, energy and
// money between two instants. It is kept apart from the exporters, so that a
// test can hold an answer computed from series against it.
//
// Two fleets with the same Config are equal sample by sample. Nodes, replicas
// and events are listed in the README beside this file.
package fleet

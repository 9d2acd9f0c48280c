// Package traces keeps the spans of a simulated fleet in memory and answers Tempo's HTTP API, so that exemplars lead
// somewhere: traces by id in OTLP (JSON and protobuf, /api/traces and /api/v2/traces), search with a part of TraceQL or
// with tags, tag names and values, echo, build information and readiness. It is no Tempo: it keeps a bounded number of
// traces, and refuses what it does not know of TraceQL rather than answering something else.
//
// As a collector with tail sampling would, it drops a part of the traces when they are complete: exemplars of those
// lead to nothing, on purpose.
package traces

// Package catalog knows what every source calls the things Tokenpath measures.
//
// A canonical signal (ttft, gpu_power, …) has one id, kind, unit and meaning. A source system (vLLM,
// DCGM, …) has one file that says under which names it exposes those signals, newest name first, and how
// its labels and units translate. The catalog is the only place where a metric's name is written, and the
// only place where text from users becomes PromQL.
package catalog

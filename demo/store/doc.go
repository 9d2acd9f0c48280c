// Package store runs a real Prometheus inside the demo's process: its TSDB, its
// query engine, its scraper and its HTTP API v1, bound to one loopback address.
// The plugin's backend talks to it as it would to any Prometheus; nothing is
// imitated.
//
// The order of use matters. Open gives a database that nobody writes to yet;
// history is appended through Batch; only then Start opens the HTTP port and
// begins to scrape. One live sample appended before the history would move the
// head's newest instant, and every older sample after it would silently take
// the out-of-order path: five times slower and four times the disk.
package store

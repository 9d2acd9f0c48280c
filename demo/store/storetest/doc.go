// Package storetest gives a test its own Prometheus, filled from series that
// are written in the test and served on a random port.
package storetest

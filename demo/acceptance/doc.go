// Package acceptance holds the plugin's real backend binary against a real Prometheus. Every test writes a small
// world of series, asks the backend over go-plugin and compares the answer with values worked out by hand.
package acceptance

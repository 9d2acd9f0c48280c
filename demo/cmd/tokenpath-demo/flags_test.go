package main

import (
	"io"
	"strings"
	"testing"
	"time"
)

func TestFlags(t *testing.T) {
	o, err := parseFlags([]string{"--check", "--store-port", "9091", "--start", "2026-01-02T03:04:05Z", "--scrape", "a:1,b:2/m"}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if o.port != 0 || o.storePort != 9091 {
		t.Errorf("a check takes free ports unless told otherwise, got %d and %d", o.port, o.storePort)
	}
	if !o.noLive || !o.end.Equal(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)) || len(o.scrape) != 2 || o.seed != 42 || o.hours != 6 {
		t.Errorf("got %+v", o)
	}
}

func TestFlagsThatDoNotFit(t *testing.T) {
	for args, words := range map[string]string{
		"--prometheus nonsense":              "not a URL",
		"--prometheus http://a --scrape b:1": "cannot be used together",
		"--grafana /g --check":               "cannot be used together",
		"--start yesterday":                  "not an instant",
		"--hours 0":                          "--hours",
		"--hours 1000":                       "336",
		"--port 70000":                       "65535",
		"surplus":                            "unexpected argument",
		"--unknown":                          "unknown",
	} {
		if _, err := parseFlags(strings.Fields(args), io.Discard); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: got %v", args, err)
		}
	}
}

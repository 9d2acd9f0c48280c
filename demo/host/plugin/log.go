package plugin

import (
	"os"

	"github.com/hashicorp/go-hclog"
)

// newLogger makes the logger that go-plugin feeds with the plugin's own lines. The SDK writes one
// line a request, so only warnings and errors pass unless debugging is asked for.
func newLogger(opts Options) hclog.Logger {
	level := hclog.Warn
	if opts.Debug {
		level = hclog.Debug
	}
	out := opts.Log
	if out == nil {
		out = os.Stderr
	}
	return hclog.New(&hclog.LoggerOptions{Name: "plugin", Level: level, Output: out})
}

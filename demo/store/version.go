package store

import (
	"runtime/debug"
	"strings"
)

const (
	prometheusModule = "github.com/prometheus/prometheus"
	// pinnedModule is what go.mod pins; test binaries carry no build
	// information about their modules, so it is written here too and a test
	// holds it against go.mod.
	pinnedModule = "v0.315.0"
)

// Version is the Prometheus release that is embedded, for example 3.15.0. A
// library build leaves the version empty, and clients that read
// /api/v1/status/buildinfo to tell Prometheus from its relatives then see none.
func Version() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == prometheusModule {
				return releaseOf(m.Version)
			}
		}
	}
	return releaseOf(pinnedModule)
}

// releaseOf turns the module's version into the release's: Prometheus 3.x is
// published to Go as v0.3xx, two digits for the minor (v0.315.0 is 3.15.0).
func releaseOf(module string) string {
	v := strings.TrimPrefix(module, "v")
	rest, ok := strings.CutPrefix(v, "0.3")
	if !ok || len(rest) < 2 {
		return v
	}
	minor, patch, _ := strings.Cut(rest, ".")
	if trimmed := strings.TrimLeft(minor, "0"); trimmed != "" {
		minor = trimmed
	} else {
		minor = "0"
	}
	return "3." + minor + "." + patch
}

package plugin

import (
	"os"

	"github.com/tokenpath/tokenpath/demo/host/preview"
)

// passedEnv are the host's variables that a plugin gets, as in Grafana: proxies and certificates.
// TMPDIR and HOME are added so that Go's own libraries work.
var passedEnv = []string{
	"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy",
	"SSL_CERT_FILE", "SSL_CERT_DIR", "TMPDIR", "HOME", "TZ",
	// Set by test runs that measure coverage.
	"GOCOVERDIR",
}

// pluginEnv is the environment that Grafana would give the plugin's process.
func pluginEnv() []string {
	env := []string{"GF_VERSION=" + preview.GrafanaVersion, "GF_EDITION=Open Source"}
	for _, name := range passedEnv {
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	return env
}

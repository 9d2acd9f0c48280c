package plugin

import (
	"os"

	"github.com/tokenpath/tokenpath/demo/host/preview"
)

// passedEnv are the host's variables that a plugin gets, as in Grafana: proxies and certificates.
// HOME and TZ are added so that Go's own libraries work.
var passedEnv = []string{
	"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy",
	"SSL_CERT_FILE", "SSL_CERT_DIR", "HOME", "TZ",
	// Set by test runs that measure coverage.
	"GOCOVERDIR",
}

// pluginEnv is the environment that Grafana would give the plugin's process; temp is its temporary
// folder, where its socket lies.
func pluginEnv(temp string) []string {
	env := []string{"TMPDIR=" + temp, "TEMP=" + temp, "GF_VERSION=" + preview.GrafanaVersion, "GF_EDITION=Open Source"}
	for _, name := range passedEnv {
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	return env
}

// longestTempDir is how long the name of a temporary folder may be, so that the socket in it stays
// below the 104 bytes that macOS allows (108 on Linux).
const longestTempDir = 64

// tempFolder makes the process's temporary folder, in /tmp where the usual place has too long a name.
func tempFolder() (string, error) {
	parent := os.TempDir()
	if info, err := os.Stat("/tmp"); len(parent) > longestTempDir && err == nil && info.IsDir() {
		parent = "/tmp"
	}
	return os.MkdirTemp(parent, "tokenpath-gpx-")
}

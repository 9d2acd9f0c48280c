// Package realgrafana runs a real Grafana from its home directory with nothing but this plugin and
// the repository's provisioning: on loopback only, with its own configuration and data folder, and
// without calling anybody.
package realgrafana

import (
	"fmt"
	"strings"
)

// unsignedPlugins are the ids that Grafana may load without a signature: all that the project has.
var unsignedPlugins = []string{
	"tokenpath-inference-app", "tokenpath-correlation-datasource", "tokenpath-latency-panel",
	"tokenpath-kvcache-panel", "tokenpath-tpbalance-panel", "tokenpath-tenantcost-panel",
}

// appID names the folder that Grafana finds the plugin in.
const appID = "tokenpath-inference-app"

// configText is the whole configuration; what it leaves out keeps Grafana's default.
const configText = `app_mode = production

[paths]
data = %[1]s/data
logs = %[1]s/data/log
plugins = %[1]s/plugins
provisioning = %[2]s

[server]
http_addr = 127.0.0.1
http_port = %[3]d

[analytics]
reporting_enabled = false
check_for_updates = false
check_for_plugin_updates = false
feedback_links_enabled = false

[news]
news_feed_enabled = false

[security]
disable_gravatar = true

[snapshots]
external_enabled = false

[plugins]
allow_loading_unsigned_plugins = %[4]s
plugin_admin_enabled = false
preinstall_disabled = true
public_key_retrieval_disabled = true

[auth.anonymous]
enabled = true
org_role = Admin

[log]
mode = console
level = info

[log.console]
format = text
`

func config(dir, provisioning string, port int) string {
	return fmt.Sprintf(configText, dir, provisioning, port, strings.Join(unsignedPlugins, ","))
}

// Package preview holds what the host says about itself wherever Grafana would name its own version.
package preview

const (
	// GrafanaVersion is the version of the Grafana libraries that the page is built on.
	GrafanaVersion = "13.2.2"
	// OrgID is the only organisation.
	OrgID = int64(1)
	// Login is the only user's name; the user is an administrator.
	Login = "admin"
	// Role is that user's role.
	Role = "Admin"
	// Notice says what the page is not.
	Notice = "Preview host: the plugin runs for real, the frame around it is not Grafana."
)

package plugin

import (
	"net/http"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/tokenpath/tokenpath/pkg/plugin/plan"
)

// serveDoctor tells what is there and what is missing: an inventory of the fleet, which only those who may edit are
// shown.
func (d *Datasource) serveDoctor(w http.ResponseWriter, r *http.Request) {
	if !mayEdit(backend.PluginConfigFromContext(r.Context()).User) {
		reply(w, http.StatusForbidden, map[string]string{"message": "The doctor shows the fleet's inventory; only editors and administrators may ask it."})
		return
	}
	answered(d, w, r, plan.Doctor)
}

// mayEdit tells whether a user has the role of an editor or more. A request without a user, as of a public dashboard,
// has none.
func mayEdit(u *backend.User) bool {
	return u != nil && (u.Role == "Editor" || u.Role == "Admin")
}

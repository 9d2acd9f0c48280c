package host

import (
	"net/http"

	"github.com/tokenpath/tokenpath/demo/host/preview"
)

// permissions are what an administrator of Grafana has and the plugin's pages may ask for.
var permissions = []string{
	"datasources:create", "datasources:read", "datasources:write", "datasources:delete", "datasources:query",
	"datasources:explore", "plugins:write", "plugins.app:access", "dashboards:read", "folders:read",
}

// user is the page's signed-in user; theme is light or dark.
func user(theme string) map[string]any {
	granted := map[string]bool{}
	for _, action := range permissions {
		granted[action] = true
	}
	return map[string]any{
		"isSignedIn": true, "id": 1, "uid": "preview", "login": preview.Login, "email": preview.Login + "@localhost",
		"name": "Preview user", "theme": theme, "lightTheme": theme == "light", "orgCount": 1,
		"orgId": preview.OrgID, "orgName": "Preview", "orgRole": preview.Role, "isGrafanaAdmin": true,
		"gravatarUrl": "", "timezone": "browser", "weekStart": "browser", "locale": "en-US",
		"regionalFormat": "en-US", "language": "en-US", "helpFlags1": 0, "hasEditPermissionInFolders": false,
		"authenticatedBy": "preview", "permissions": granted, "analytics": map[string]any{"identifier": ""},
	}
}

func (h *Host) user(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, user("dark"))
}

func (h *Host) org(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, map[string]any{"id": preview.OrgID, "name": "Preview"})
}

// navTree lists the apps with the pages that their includes add to the navigation.
func (h *Host) navTree() []any {
	tree := []any{}
	for _, app := range h.opts.Plugins.All("app") {
		children := []any{}
		for _, include := range app.Includes {
			switch {
			case include.Type == "page" && include.AddToNav:
				children = append(children, map[string]any{
					"id": "page-" + include.Path, "text": include.Name, "url": include.Path, "pluginId": app.ID,
				})
			case include.Type == "dashboard" && include.AddToNav && include.UID != "":
				children = append(children, map[string]any{
					"id": "dashboard-" + include.UID, "text": include.Name, "url": "/d/" + include.UID, "pluginId": app.ID,
				})
			}
		}
		tree = append(tree, map[string]any{
			"id": "plugin-page-" + app.ID, "text": app.Name, "url": "/a/" + app.ID, "pluginId": app.ID,
			"img": app.Info.Logos.Small, "children": children,
		})
	}
	return tree
}

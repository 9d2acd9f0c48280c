package host

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/demo/host/preview"
)

// search answers GET /api/search with the apps' dashboards, by title, tag or uid.
func (h *Host) search(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	hits := []any{}
	for i, d := range h.dashboards() {
		if !q.Has("type") || q.Get("type") == "dash-db" {
			if d.matches(q.Get("query"), q["tag"], q["dashboardUIDs"]) {
				hits = append(hits, d.hit(i+1))
			}
		}
	}
	writeJSON(w, http.StatusOK, hits)
}

func (d dashboardFile) matches(query string, tags, uids []string) bool {
	if !strings.Contains(strings.ToLower(d.title), strings.ToLower(query)) {
		return false
	}
	for _, tag := range tags {
		if !slices.Contains(d.tags, any(tag)) {
			return false
		}
	}
	return len(uids) == 0 || slices.Contains(uids, d.uid)
}

func (d dashboardFile) hit(id int) map[string]any {
	return map[string]any{
		"id": id, "uid": d.uid, "orgId": preview.OrgID, "title": d.title, "uri": "db/" + d.slug(),
		"url": d.url(), "slug": "", "type": "dash-db", "tags": d.tags, "isStarred": false,
		"sortMeta": 0, "isDeleted": false,
	}
}

// dashboard answers GET /api/dashboards/uid/:uid. Nothing can be saved in the preview.
func (h *Host) dashboard(w http.ResponseWriter, r *http.Request) {
	all := h.dashboards()
	i := slices.IndexFunc(all, func(d dashboardFile) bool { return d.uid == r.PathValue("uid") })
	if i < 0 {
		writeError(w, http.StatusNotFound, "Dashboard not found")
		return
	}
	d := all[i]
	body := maps.Clone(d.body)
	body["id"], body["version"] = i+1, 1
	writeJSON(w, http.StatusOK, map[string]any{
		"meta": map[string]any{
			"type": "db", "canSave": false, "canEdit": true, "canAdmin": false, "canStar": false,
			"canDelete": false, "slug": d.slug(), "url": d.url(), "expires": "0001-01-01T00:00:00Z",
			"created": d.modified.UTC(), "updated": d.modified.UTC(), "updatedBy": preview.Login,
			"createdBy": preview.Login, "version": 1, "hasAcl": false, "isFolder": false, "folderId": 0,
			"folderUid": "", "folderTitle": "Dashboards", "folderUrl": "", "provisioned": false,
			"provisionedExternalId": "",
		},
		"dashboard": body,
	})
}

// pluginDashboards answers GET /api/plugins/:id/dashboards: all of an app's, as imported.
func (h *Host) pluginDashboards(w http.ResponseWriter, r *http.Request) {
	list := []any{}
	for i, d := range h.dashboards() {
		if d.app == r.PathValue("id") {
			list = append(list, map[string]any{
				"uid": d.uid, "pluginId": d.app, "title": d.title, "imported": true,
				"importedUri": "db/" + d.slug(), "importedUrl": d.url(), "slug": "", "dashboardId": i + 1,
				"folderId": 0, "folderUid": "", "importedRevision": d.body["revision"],
				"revision": d.body["revision"], "description": "", "path": d.path, "removed": false,
			})
		}
	}
	writeJSON(w, http.StatusOK, list)
}

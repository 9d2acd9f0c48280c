package host

import "net/http"

// routes maps Grafana's addresses to handlers; what is neither API nor static is a page.
func (h *Host) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/health", h.health)
	mux.HandleFunc("GET /api/frontend/settings", h.frontendSettings)
	mux.HandleFunc("GET /api/user", h.user)
	mux.HandleFunc("GET /api/org", h.org)

	mux.HandleFunc("POST /api/ds/query", h.query)
	mux.HandleFunc("GET /api/datasources/uid/{uid}/health", h.checkHealth)
	mux.HandleFunc("POST /api/datasources/uid/{uid}/health", h.checkHealth)
	mux.HandleFunc("/api/datasources/uid/{uid}/resources/{path...}", h.callResource)
	mux.HandleFunc("/api/datasources/proxy/uid/{uid}/{path...}", h.proxy)

	mux.HandleFunc("GET /api/datasources", h.listDatasources)
	mux.HandleFunc("POST /api/datasources", h.addDatasource)
	mux.HandleFunc("GET /api/datasources/uid/{uid}", h.getDatasource)
	mux.HandleFunc("PUT /api/datasources/uid/{uid}", h.updateDatasource)
	mux.HandleFunc("DELETE /api/datasources/uid/{uid}", h.deleteDatasource)
	mux.HandleFunc("GET /api/datasources/name/{name}", h.getDatasourceByName)

	mux.HandleFunc("GET /api/plugins", h.listPlugins)
	mux.HandleFunc("GET /api/plugins/{id}/settings", h.pluginSettings)
	mux.HandleFunc("POST /api/plugins/{id}/settings", h.savePluginSettings)
	mux.HandleFunc("GET /api/plugins/{id}/dashboards", h.pluginDashboards)
	mux.HandleFunc("GET /api/search", h.search)
	mux.HandleFunc("GET /api/dashboards/uid/{uid}", h.dashboard)
	mux.HandleFunc("/api/", h.unknownAPI)

	mux.HandleFunc("GET /public/plugins/{id}/{path...}", h.pluginAsset)
	mux.HandleFunc("GET /public/{path...}", h.publicFile)
	mux.HandleFunc("/", h.page)
	return mux
}

// health answers as Grafana does once it is up; the whole host is up when it listens.
func (h *Host) health(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, map[string]any{"database": "ok", "version": buildInfo()["version"], "preview": true})
}

func (h *Host) unknownAPI(w http.ResponseWriter, r *http.Request) {
	writeError(w, http.StatusNotFound, "The preview has no "+r.Method+" "+r.URL.Path+"; Grafana may")
}

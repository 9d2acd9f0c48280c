package host

import (
	"encoding/json"
	"net/http"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// checkHealth asks the plugin whether a data source works: 200 when it does, 400 when it does not.
func (h *Host) checkHealth(w http.ResponseWriter, r *http.Request) {
	ds, plugin := h.backendOf(w, r)
	if plugin == nil {
		return
	}
	pluginContext, err := h.pluginContext(ds)
	if err != nil {
		writeError(w, http.StatusInternalServerError, "Unable to get plugin context")
		return
	}
	req := &backend.CheckHealthRequest{PluginContext: pluginContext, Headers: map[string]string{}}
	forwardHealthHeaders(r, ds, req)
	result, err := plugin.CheckHealth(r.Context(), req)
	if err != nil {
		h.log.Warn("health check failed", "datasource", ds.Name, "error", err)
		writeError(w, http.StatusInternalServerError, "Plugin request failed")
		return
	}
	payload := map[string]any{"status": result.Status.String(), "message": result.Message}
	if len(result.JSONDetails) > 0 {
		var details map[string]any
		if err := json.Unmarshal(result.JSONDetails, &details); err != nil {
			writeError(w, http.StatusInternalServerError, "Failed to unmarshal detailed response from backend plugin")
			return
		}
		payload["details"] = details
	}
	status := http.StatusOK
	if result.Status != backend.HealthStatusOk {
		status = http.StatusBadRequest
	}
	writeJSON(w, status, payload)
}

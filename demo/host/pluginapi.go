package host

import (
	"net/http"
	"sync"
)

// appSettings is what the user saved on an app's configuration page, in memory.
type appSettings struct {
	mu   sync.Mutex
	byID map[string]appSetting
}

type appSetting struct {
	Enabled  bool           `json:"enabled"`
	JSONData map[string]any `json:"jsonData"`
}

// get returns an app's settings; an app of the preview is enabled until the user says otherwise.
func (a *appSettings) get(id string) appSetting {
	a.mu.Lock()
	defer a.mu.Unlock()
	if saved, ok := a.byID[id]; ok {
		return saved
	}
	return appSetting{Enabled: true, JSONData: map[string]any{}}
}

func (a *appSettings) set(id string, s appSetting) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.byID == nil {
		a.byID = map[string]appSetting{}
	}
	a.byID[id] = s
}

func (h *Host) listPlugins(w http.ResponseWriter, r *http.Request) {
	var types []string
	if wanted := r.URL.Query().Get("type"); wanted != "" {
		types = append(types, wanted)
	}
	list := []any{}
	for _, p := range h.opts.Plugins.All(types...) {
		if r.URL.Query().Get("embedded") == "0" && p.Parent != "" {
			continue
		}
		list = append(list, p.ListItem(h.apps.get(p.ID).Enabled))
	}
	writeJSON(w, http.StatusOK, list)
}

const pluginNotFound = "Plugin not found, no installed plugin with that id"

func (h *Host) pluginSettings(w http.ResponseWriter, r *http.Request) {
	p := h.opts.Plugins.Get(r.PathValue("id"))
	if p == nil {
		writeError(w, http.StatusNotFound, pluginNotFound)
		return
	}
	saved := h.apps.get(p.ID)
	writeJSON(w, http.StatusOK, p.Settings(saved.Enabled, saved.JSONData))
}

func (h *Host) savePluginSettings(w http.ResponseWriter, r *http.Request) {
	p := h.opts.Plugins.Get(r.PathValue("id"))
	if p == nil {
		writeError(w, http.StatusNotFound, pluginNotFound)
		return
	}
	var s appSetting
	if !readJSON(w, r, &s) {
		return
	}
	h.apps.set(p.ID, s)
	writeJSON(w, http.StatusOK, map[string]string{"message": "Plugin settings updated"})
}

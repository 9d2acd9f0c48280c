package host

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
)

// bootMark is where the page's template wants its settings, before the bundle.
const bootMark = "<!--BOOT-->"

// page answers every address that is not API or file with index.html; the page's own router does
// the rest. ?theme=light chooses the theme.
func (h *Host) page(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		writeError(w, http.StatusMethodNotAllowed, "Method not allowed")
		return
	}
	template, err := os.ReadFile(filepath.Join(h.opts.WebDir, "index.html"))
	if err != nil {
		writeError(w, http.StatusInternalServerError, "The preview page is not built; run npm run build in demo/web")
		return
	}
	theme := "dark"
	if r.URL.Query().Get("theme") == "light" {
		theme = "light"
	}
	boot, err := json.Marshal(h.bootData(theme))
	if err != nil {
		writeError(w, http.StatusInternalServerError, "The page's settings cannot be written as JSON")
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(withBoot(template, boot)) // the client has gone away; there is nobody to tell
}

// withBoot puts the settings into the template, at the mark or else right after <head>. JSON from
// encoding/json holds no "<", so it cannot end the script.
func withBoot(template, boot []byte) []byte {
	script := []byte("<script>window.__grafana_public_path__='/public/';window.grafanaBootData=" + string(boot) + ";</script>")
	if bytes.Contains(template, []byte(bootMark)) {
		return bytes.Replace(template, []byte(bootMark), script, 1)
	}
	return bytes.Replace(template, []byte("<head>"), append([]byte("<head>"), script...), 1)
}

package host

import (
	"io"
	"net/http"
	"net/textproto"
	"net/url"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/tokenpath/tokenpath/demo/host/datasources"
)

// callResource passes a request on to the plugin's resource handler and streams its answer back.
func (h *Host) callResource(w http.ResponseWriter, r *http.Request) {
	ds, plugin := h.backendOf(w, r)
	if plugin == nil {
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		writeError(w, http.StatusBadRequest, "Failed for create plugin resource request")
		return
	}
	pluginContext, err := h.pluginContext(ds)
	if err != nil {
		writeError(w, http.StatusInternalServerError, "Failed to get plugin settings")
		return
	}
	path := r.PathValue("path")
	sender := &httpSender{w: w}
	err = plugin.CallResource(r.Context(), &backend.CallResourceRequest{
		PluginContext: pluginContext, Path: path, Method: r.Method,
		URL:     (&url.URL{Path: path, RawQuery: r.URL.RawQuery}).String(),
		Headers: resourceHeaders(r, ds), Body: body,
	}, sender)
	if err == nil || r.Context().Err() != nil {
		return
	}
	h.log.Warn("resource call failed", "datasource", ds.Name, "path", path, "error", err)
	if !sender.started {
		writeError(w, http.StatusInternalServerError, "Failed to call resource")
	}
}

// backendOf finds the data source of a request and its running backend; it answers itself, and
// returns nil, where one is missing.
func (h *Host) backendOf(w http.ResponseWriter, r *http.Request) (datasources.Datasource, Plugin) {
	ds, err := h.opts.Datasources.Get(r.PathValue("uid"))
	if err != nil {
		writeStoreError(w, err)
		return ds, nil
	}
	plugin, ok := h.opts.Backends[ds.Type]
	if !ok {
		writeError(w, http.StatusBadRequest, unavailable(ds).Error())
		return ds, nil
	}
	return ds, plugin
}

// httpSender writes a plugin's resource answer, which may come in parts, as one HTTP answer.
type httpSender struct {
	w       http.ResponseWriter
	started bool
}

// Send writes one part; status and headers count in the first only.
func (s *httpSender) Send(part *backend.CallResourceResponse) error {
	if !s.started {
		s.started = true
		for name, values := range part.Headers {
			for _, value := range values {
				s.w.Header().Add(textproto.CanonicalMIMEHeaderKey(name), value)
			}
		}
		s.w.WriteHeader(part.Status)
	}
	if _, err := s.w.Write(part.Body); err != nil {
		return err
	}
	return http.NewResponseController(s.w).Flush()
}

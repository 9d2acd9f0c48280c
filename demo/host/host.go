// Package host serves the preview page and as much of Grafana's HTTP API as the plugin uses. Data,
// health and resources come from the plugin's own backend process; Grafana's rules for status codes,
// headers and error bodies are followed so that the plugin behaves as it would there.
package host

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/tokenpath/tokenpath/demo/host/datasources"
	"github.com/tokenpath/tokenpath/demo/host/manifest"
)

// Plugin is the running backend of the data source plugin.
type Plugin interface {
	backend.QueryDataHandler
	backend.CheckHealthHandler
	backend.CallResourceHandler
}

// Options of a host. All fields but Port, Log and ReadyFile are required.
type Options struct {
	// Port is where the page is served on the loopback addresses; 0 picks a free one.
	Port int
	// WebDir holds the built page: index.html and public/.
	WebDir string
	// DashboardsDir holds the dashboards that the app's includes name.
	DashboardsDir string
	// Plugins are the plugins of the built dist folder.
	Plugins *manifest.Set
	// Datasources are what the page and the queries see.
	Datasources *datasources.Store
	// Backends maps a data source type to its running backend.
	Backends map[string]Plugin
	// Log receives the host's own warnings; discarded when nil.
	Log *slog.Logger
}

// Host is a page server that listens.
type Host struct {
	opts      Options
	log       *slog.Logger
	public    *os.Root
	assets    map[string]*os.Root
	gzipped   gzipCache
	apps      appSettings
	listeners []net.Listener
	server    *http.Server
}

// Start opens the port and begins to serve. A taken port gives a *PortTakenError.
func Start(ctx context.Context, opts Options) (*Host, error) {
	h := &Host{opts: opts, log: opts.Log, assets: map[string]*os.Root{}}
	if h.log == nil {
		h.log = slog.New(slog.DiscardHandler)
	}
	if err := h.openFolders(); err != nil {
		return nil, err
	}
	listeners, err := listen(ctx, opts.Port)
	if err != nil {
		return nil, err
	}
	h.listeners = listeners
	h.server = &http.Server{
		Handler:           onlyLoopback(h.routes()),
		ReadHeaderTimeout: 10 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	for _, l := range listeners {
		go h.serve(l)
	}
	return h, nil
}

func (h *Host) serve(l net.Listener) {
	if err := h.server.Serve(l); err != nil && err != http.ErrServerClosed {
		h.log.Error("the page server stopped", "error", err)
	}
}

// Port is the port that the page is served on.
func (h *Host) Port() int {
	addr, ok := h.listeners[0].Addr().(*net.TCPAddr)
	if !ok {
		return h.opts.Port
	}
	return addr.Port
}

// URL is the page's address.
func (h *Host) URL() string { return fmt.Sprintf("http://localhost:%d", h.Port()) }

// Close lets running requests end until ctx does, then cuts them off.
func (h *Host) Close(ctx context.Context) error {
	if err := h.server.Shutdown(ctx); err != nil {
		return h.server.Close()
	}
	return nil
}

// openFolders opens the folders that are served; nothing outside of them can be reached.
func (h *Host) openFolders() error {
	public, err := os.OpenRoot(h.opts.WebDir + "/public")
	if err != nil {
		return fmt.Errorf("the preview page is not built; run npm run build in demo/web: %w", err)
	}
	h.public = public
	for _, p := range h.opts.Plugins.All() {
		if h.assets[p.ID], err = os.OpenRoot(p.Dir); err != nil {
			return fmt.Errorf("plugin %s: %w", p.ID, err)
		}
	}
	return nil
}

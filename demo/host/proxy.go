package host

import (
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"

	"github.com/tokenpath/tokenpath/demo/host/datasources"
)

// proxy passes a request on to a data source's own URL, with its authentication.
func (h *Host) proxy(w http.ResponseWriter, r *http.Request) {
	ds, err := h.opts.Datasources.Get(r.PathValue("uid"))
	if err != nil {
		writeStoreError(w, err)
		return
	}
	target, ok := proxyTarget(ds.URL, r.PathValue("path"))
	if !ok {
		writeError(w, http.StatusBadRequest, "The data source has no valid URL to proxy to, or the path leaves it")
		return
	}
	target.RawQuery = r.URL.RawQuery
	transport, err := proxyTransport(r, ds)
	if err != nil {
		writeError(w, http.StatusInternalServerError, "The data source's HTTP settings are not valid")
		return
	}
	(&httputil.ReverseProxy{
		Transport: transport,
		Rewrite: func(out *httputil.ProxyRequest) {
			out.Out.URL, out.Out.Host = target, target.Host
			for _, name := range []string{"Authorization", "Cookie", "Origin", "Referer"} {
				out.Out.Header.Del(name)
			}
			if cookies := keptCookies(r, ds); cookies != "" {
				out.Out.Header.Set("Cookie", cookies)
			}
		},
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, err error) {
			h.log.Debug("proxy failed", "datasource", ds.Name, "error", err)
			writeError(w, http.StatusBadGateway, "The data source does not answer at its URL")
		},
	}).ServeHTTP(w, r)
}

// proxyTarget joins a data source's URL and a path below it; false when the path would leave it.
func proxyTarget(base, path string) (*url.URL, bool) {
	root, err := url.Parse(base)
	if err != nil || root.Host == "" || (root.Scheme != "http" && root.Scheme != "https") {
		return nil, false
	}
	target := root.JoinPath(path)
	prefix := strings.TrimSuffix(root.Path, "/") + "/"
	return target, strings.HasPrefix(target.Path+"/", prefix)
}

// proxyTransport carries the data source's credentials, certificates and headers.
func proxyTransport(r *http.Request, ds datasources.Datasource) (http.RoundTripper, error) {
	settings, err := ds.InstanceSettings()
	if err != nil {
		return nil, err
	}
	options, err := settings.HTTPClientOptions(r.Context())
	if err != nil {
		return nil, err
	}
	return httpclient.NewProvider().GetTransport(options)
}

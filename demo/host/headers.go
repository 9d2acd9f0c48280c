package host

import (
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/tokenpath/tokenpath/demo/host/datasources"
	"github.com/tokenpath/tokenpath/demo/host/preview"
)

// fromAlert marks the queries of an alert rule. It reaches the plugin under exactly this name.
const fromAlert = "FromAlert"

// tracingHeaders say where a query comes from; Grafana passes them on with queries and health checks.
var tracingHeaders = []string{
	"X-Query-Group-Id", "X-Panel-Id", "X-Dashboard-Uid", "X-Datasource-Uid", "X-Grafana-From-Expr",
	"X-Grafana-Org-Id", "X-Panel-Plugin-Id", "X-Dashboard-Title", "X-Panel-Title",
}

// alertHeaders name the rule that a query belongs to.
var alertHeaders = []string{
	"X-Rule-Name", "X-Rule-Uid", "X-Rule-Folder", "X-Rule-Source", "X-Rule-Type", "X-Rule-Version",
}

func forwardQueryHeaders(r *http.Request, ds datasources.Datasource, req *backend.QueryDataRequest) {
	forwardTracing(r, req)
	for _, name := range alertHeaders {
		setHeader(req, name, r.Header.Get(name))
	}
	if value := r.Header.Get(fromAlert); value != "" {
		req.Headers[fromAlert] = value
	}
	if cookies := keptCookies(r, ds); cookies != "" {
		req.Headers[backend.CookiesHeaderName] = cookies
	}
}

func forwardHealthHeaders(r *http.Request, ds datasources.Datasource, req *backend.CheckHealthRequest) {
	forwardTracing(r, req)
	if cookies := keptCookies(r, ds); cookies != "" {
		req.Headers[backend.CookiesHeaderName] = cookies
	}
}

func forwardTracing(r *http.Request, req backend.ForwardHTTPHeaders) {
	for _, name := range tracingHeaders {
		setHeader(req, name, r.Header.Get(name))
	}
	req.SetHTTPHeader("X-Grafana-User", preview.Login)
}

// setHeader sets a header that has a value. gRPC carries UTF-8 only; what is not is escaped.
func setHeader(req backend.ForwardHTTPHeaders, name, value string) {
	if value != "" {
		req.SetHTTPHeader(name, asUTF8(value))
	}
}

func asUTF8(value string) string {
	if utf8.ValidString(value) {
		return value
	}
	return url.PathEscape(value)
}

// resourceHeaders are the headers of a resource call: the browser's own, without what would name the
// page's origin, and only the cookies that the data source keeps.
func resourceHeaders(r *http.Request, ds datasources.Datasource) map[string][]string {
	headers := map[string][]string{}
	for name, values := range r.Header {
		for _, value := range values {
			headers[name] = append(headers[name], asUTF8(value))
		}
	}
	if referer := r.Header.Get("Referer"); referer != "" {
		headers["X-Grafana-Referer"] = []string{asUTF8(referer)}
	}
	for _, name := range []string{"Origin", "Referer", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Proto", "Cookie"} {
		delete(headers, name)
	}
	if ip, _, err := net.SplitHostPort(r.RemoteAddr); err == nil {
		headers["X-Forwarded-For"] = []string{strings.Join(append(r.Header.Values("X-Forwarded-For"), ip), ", ")}
	}
	if cookies := keptCookies(r, ds); cookies != "" {
		headers["Cookie"] = []string{cookies}
	}
	headers["X-Grafana-User"] = []string{preview.Login}
	return headers
}

// keptCookies is the Cookie header with the cookies that jsonData.keepCookies names.
func keptCookies(r *http.Request, ds datasources.Datasource) string {
	names, _ := ds.JSONData["keepCookies"].([]any)
	var kept []string
	for _, cookie := range r.Cookies() {
		if slices.ContainsFunc(names, func(name any) bool { return name == cookie.Name }) {
			kept = append(kept, cookie.Name+"="+cookie.Value)
		}
	}
	slices.Sort(kept)
	return strings.Join(kept, "; ")
}

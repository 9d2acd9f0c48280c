package plugin

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// dialFamily makes the endpoint of a family. What is wrong with it concerns that family only.
func (d *Datasource) dialFamily(ctx context.Context, family string, s backend.DataSourceInstanceSettings) *endpoint {
	at, err := d.settings.FamilyEndpoint(family)
	if err == nil {
		err = forwardable(family, at, s.JSONData)
	}
	if err != nil {
		return &endpoint{name: family, problem: err}
	}
	timeout := d.requestTimeout(at.Timeout)
	if family == models.TracesEndpoint && at.Timeout == 0 {
		timeout = traceTimeout
	}
	secrets := familySecrets(family, s.DecryptedSecureJSONData)
	return d.dial(ctx, endpointSettings{name: family, parameters: at.Parameters, timeout: timeout,
		instance: backend.DataSourceInstanceSettings{ID: s.ID, UID: s.UID, Type: s.Type, Name: s.Name, URL: at.URL, Updated: s.Updated,
			JSONData: at.JSON, DecryptedSecureJSONData: secrets,
			// Grafana keeps these beside jsonData; a family has them within.
			BasicAuthEnabled: at.BasicAuth, BasicAuthUser: at.BasicAuthUser},
		configure: func(o *httpclient.Options) {
			o.ForwardHTTPHeaders = at.OAuthPassThru || len(at.KeepCookies) > 0
			if o.ForwardHTTPHeaders {
				o.Middlewares = append(o.Middlewares, forwardOnly(at))
			}
		}})
}

// familySecrets are the secrets of a family, under Grafana's own names.
func familySecrets(family string, all map[string]string) map[string]string {
	out := map[string]string{}
	for name, value := range all {
		if own, ok := strings.CutPrefix(name, family+"."); ok {
			out[own] = value
		}
	}
	return out
}

// forwardable refuses what cannot work: Grafana hands a user's identity and cookies to the plugin only where the data
// source itself forwards them.
func forwardable(family string, at models.FamilyEndpoint, jsonData []byte) error {
	var top struct {
		OAuthPassThru bool     `json:"oauthPassThru"`
		KeepCookies   []string `json:"keepCookies"`
	}
	if len(jsonData) > 0 {
		if err := json.Unmarshal(jsonData, &top); err != nil {
			return models.Fieldf("jsonData", "oauthPassThru or keepCookies has the wrong type")
		}
	}
	if at.OAuthPassThru && !top.OAuthPassThru {
		return models.Fieldf("endpoints."+family+".oauthPassThru", "is on, but Grafana hands over the user's identity only where oauthPassThru of the data source itself is on too")
	}
	for i, name := range at.KeepCookies {
		if !slices.Contains(top.KeepCookies, name) {
			return models.Fieldf(fmt.Sprintf("endpoints.%s.keepCookies[%d]", family, i), "Grafana hands over the cookie %q only where keepCookies of the data source itself lists it too", name)
		}
	}
	return nil
}

// identityHeaders tell who the user is.
var identityHeaders = []string{backend.OAuthIdentityTokenHeaderName, backend.OAuthIdentityIDTokenHeaderName, backend.GrafanaUserSignInTokenHeaderName}

// forwardOnly takes from a request what was forwarded with it and is not meant for this endpoint. It runs last, and what
// the endpoint's own settings set stays.
func forwardOnly(at models.FamilyEndpoint) httpclient.Middleware {
	return httpclient.NamedMiddlewareFunc("forward-only", func(opts httpclient.Options, next http.RoundTripper) http.RoundTripper {
		own := func(header string) bool {
			return opts.Header.Get(header) != "" || header == backend.OAuthIdentityTokenHeaderName && opts.BasicAuth != nil
		}
		return httpclient.RoundTripperFunc(func(req *http.Request) (*http.Response, error) {
			for _, h := range identityHeaders {
				if !at.OAuthPassThru && !own(h) {
					req.Header.Del(h)
				}
			}
			if !own(backend.CookiesHeaderName) {
				keepCookies(req, at.KeepCookies)
			}
			return next.RoundTrip(req)
		})
	})
}

// keepCookies leaves the cookies of these names.
func keepCookies(req *http.Request, names []string) {
	all := req.Cookies()
	req.Header.Del(backend.CookiesHeaderName)
	for _, c := range all {
		if slices.Contains(names, c.Name) {
			req.AddCookie(c)
		}
	}
}

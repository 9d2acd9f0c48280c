package main

import (
	"net/url"

	"github.com/tokenpath/tokenpath/demo/host/provision"
)

// withCredentials moves a user and password out of a data source's URL, where --prometheus may have
// put them, to where Grafana keeps them.
func withCredentials(all []provision.Datasource) []provision.Datasource {
	for i := range all {
		u, err := url.Parse(all[i].URL)
		if err != nil || u.User == nil {
			continue
		}
		password, _ := u.User.Password()
		all[i].BasicAuth, all[i].BasicAuthUser = true, u.User.Username()
		all[i].SecureJSONData["basicAuthPassword"] = password
		u.User = nil
		all[i].URL = u.String()
	}
	return all
}

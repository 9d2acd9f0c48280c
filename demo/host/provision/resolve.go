package provision

import (
	"errors"
	"fmt"
	"strconv"
)

// resolve expands the variables of an entry and gives it Grafana's defaults.
func (e entry) resolve(getenv Getenv) (Datasource, error) {
	ds := Datasource{
		Name: expand(e.Name, getenv), Type: expand(e.Type, getenv), UID: expand(e.UID, getenv),
		Access: expand(e.Access, getenv), URL: expand(e.URL, getenv), User: expand(e.User, getenv),
		Database: expand(e.Database, getenv), BasicAuthUser: expand(e.BasicAuthUser, getenv),
		JSONData: map[string]any{}, SecureJSONData: map[string]string{},
	}
	if ds.Name == "" || ds.Type == "" {
		return ds, errors.New("name and type are required")
	}
	if ds.Access == "" {
		ds.Access = "proxy"
	}
	flags := []struct {
		name, raw string
		into      *bool
	}{
		{"basicAuth", e.BasicAuth, &ds.BasicAuth},
		{"withCredentials", e.WithCredentials, &ds.WithCredentials},
		{"isDefault", e.IsDefault, &ds.IsDefault},
		{"editable", e.Editable, &ds.Editable},
	}
	for _, flag := range flags {
		value, err := parseBool(expand(flag.raw, getenv))
		if err != nil {
			return ds, fmt.Errorf("%s: %w", flag.name, err)
		}
		*flag.into = value
	}
	for key, value := range e.JSONData {
		ds.JSONData[key] = expandAny(value, getenv)
	}
	for key, value := range e.SecureJSONData {
		ds.SecureJSONData[key] = expand(fmt.Sprint(value), getenv)
	}
	return ds, nil
}

func parseBool(text string) (bool, error) {
	if text == "" {
		return false, nil
	}
	value, err := strconv.ParseBool(text)
	if err != nil {
		return false, fmt.Errorf("%q is neither true nor false", text)
	}
	return value, nil
}

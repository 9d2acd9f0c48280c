// Package datasources keeps the data sources of the preview in memory: as provisioned, and as the
// user edits them. Nothing is written to disk.
package datasources

import (
	"encoding/json"
	"fmt"
	"maps"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/tokenpath/tokenpath/demo/host/preview"
)

// Datasource is the settings of one data source. Values handed out by a Store are copies.
type Datasource struct {
	ID              int64          `json:"id"`
	UID             string         `json:"uid"`
	OrgID           int64          `json:"orgId"`
	Name            string         `json:"name"`
	Type            string         `json:"type"`
	TypeName        string         `json:"typeName,omitempty"`
	TypeLogoURL     string         `json:"typeLogoUrl"`
	Access          string         `json:"access"`
	URL             string         `json:"url"`
	User            string         `json:"user"`
	Database        string         `json:"database"`
	BasicAuth       bool           `json:"basicAuth"`
	BasicAuthUser   string         `json:"basicAuthUser"`
	WithCredentials bool           `json:"withCredentials"`
	IsDefault       bool           `json:"isDefault"`
	JSONData        map[string]any `json:"jsonData"`
	// SecureJSONFields names the secrets that are set; their values never leave the host.
	SecureJSONFields map[string]bool `json:"secureJsonFields"`
	Version          int             `json:"version"`
	ReadOnly         bool            `json:"readOnly"`
	APIVersion       string          `json:"apiVersion"`

	secrets map[string]string
	updated time.Time
}

// InstanceSettings is the data source as a plugin's backend gets it, with secrets in clear.
func (d Datasource) InstanceSettings() (*backend.DataSourceInstanceSettings, error) {
	jsonData, err := json.Marshal(d.JSONData)
	if err != nil {
		return nil, fmt.Errorf("jsonData of %s: %w", d.Name, err)
	}
	return &backend.DataSourceInstanceSettings{
		ID: d.ID, UID: d.UID, Type: d.Type, Name: d.Name, URL: d.URL, User: d.User,
		Database: d.Database, BasicAuthEnabled: d.BasicAuth, BasicAuthUser: d.BasicAuthUser,
		JSONData: jsonData, DecryptedSecureJSONData: maps.Clone(d.secrets),
		Updated: d.updated, APIVersion: d.APIVersion,
	}, nil
}

// Frontend is the data source as settings.datasources of the page holds it; meta is the plugin's.
func (d Datasource) Frontend(meta map[string]any, module string) map[string]any {
	return map[string]any{
		"id": d.ID, "uid": d.UID, "type": d.Type, "name": d.Name, "meta": meta,
		"url": "/api/datasources/proxy/uid/" + d.UID, "isDefault": d.IsDefault, "access": d.Access,
		"preload": false, "module": module, "jsonData": d.JSONData, "readOnly": d.ReadOnly,
		"cachingConfig": map[string]any{"enabled": false, "TTLMs": 0},
	}
}

// clone makes a copy that shares nothing a caller could change.
func (d *Datasource) clone() Datasource {
	c := *d
	c.OrgID = preview.OrgID
	c.JSONData = maps.Clone(d.JSONData)
	if c.JSONData == nil {
		c.JSONData = map[string]any{}
	}
	c.secrets = maps.Clone(d.secrets)
	c.SecureJSONFields = make(map[string]bool, len(d.secrets))
	for name := range d.secrets {
		c.SecureJSONFields[name] = true
	}
	return c
}

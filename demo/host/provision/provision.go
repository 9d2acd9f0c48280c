// Package provision reads Grafana's data source provisioning files, so that the preview and a real
// Grafana boot with the same settings.
package provision

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Datasource is one entry of a provisioning file after its variables have been expanded.
type Datasource struct {
	Name, Type, UID, Access, URL, User, Database string
	BasicAuth, WithCredentials                   bool
	BasicAuthUser                                string
	IsDefault                                    bool
	// Editable allows changes in the page; Grafana's default is false.
	Editable       bool
	JSONData       map[string]any
	SecureJSONData map[string]string
}

// Getenv looks up a variable of the environment; "" when it is not set.
type Getenv func(name string) string

// file is a provisioning file as written: every scalar a string, so that "${VAR}" may stand for a
// boolean too.
type file struct {
	APIVersion  int     `yaml:"apiVersion"`
	Datasources []entry `yaml:"datasources"`
}

type entry struct {
	Name            string         `yaml:"name"`
	Type            string         `yaml:"type"`
	UID             string         `yaml:"uid"`
	Access          string         `yaml:"access"`
	URL             string         `yaml:"url"`
	User            string         `yaml:"user"`
	Database        string         `yaml:"database"`
	BasicAuth       string         `yaml:"basicAuth"`
	BasicAuthUser   string         `yaml:"basicAuthUser"`
	WithCredentials string         `yaml:"withCredentials"`
	IsDefault       string         `yaml:"isDefault"`
	Editable        string         `yaml:"editable"`
	JSONData        map[string]any `yaml:"jsonData"`
	SecureJSONData  map[string]any `yaml:"secureJsonData"`
}

// ReadDir reads every .yaml and .yml file of a folder, in the order of their names.
func ReadDir(dir string, getenv Getenv) ([]Datasource, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("data source provisioning: %w", err)
	}
	sort.Slice(entries, func(i, j int) bool { return entries[i].Name() < entries[j].Name() })
	var all []Datasource
	for _, e := range entries {
		ext := strings.ToLower(filepath.Ext(e.Name()))
		if e.IsDir() || (ext != ".yaml" && ext != ".yml") {
			continue
		}
		path := filepath.Join(dir, e.Name())
		body, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("data source provisioning: %w", err)
		}
		found, err := Parse(body, getenv)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		all = append(all, found...)
	}
	return all, onlyOneDefault(all)
}

// Parse reads one provisioning file.
func Parse(body []byte, getenv Getenv) ([]Datasource, error) {
	var f file
	if err := yaml.Unmarshal(body, &f); err != nil {
		return nil, err
	}
	all := make([]Datasource, 0, len(f.Datasources))
	for i, e := range f.Datasources {
		ds, err := e.resolve(getenv)
		if err != nil {
			return nil, fmt.Errorf("data source %d (%s): %w", i+1, e.Name, err)
		}
		all = append(all, ds)
	}
	return all, nil
}

func onlyOneDefault(all []Datasource) error {
	defaults := 0
	for _, ds := range all {
		if ds.IsDefault {
			defaults++
		}
	}
	if defaults > 1 {
		return errors.New("data source provisioning: only one data source can be the default")
	}
	return nil
}

// Package manifest reads the plugin.json files of a built plugin folder (dist) and describes each
// plugin in the shapes that Grafana's front end expects.
package manifest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

// Plugin is one plugin.json and where it was found.
type Plugin struct {
	ID   string `json:"id"`
	Type string `json:"type"`
	Name string `json:"name"`
	// Executable is the backend binary's name without the platform, relative to Dir.
	Executable string    `json:"executable"`
	Backend    bool      `json:"backend"`
	Preload    bool      `json:"preload"`
	Info       Info      `json:"info"`
	Includes   []Include `json:"includes"`

	// Dir is the folder that holds plugin.json.
	Dir string `json:"-"`
	// Parent is the id of the app that the plugin is nested in; empty for the app itself.
	Parent string `json:"-"`
	// Raw is the whole plugin.json with its asset paths made absolute, for the front end.
	Raw map[string]any `json:"-"`
}

// Info is the part of plugin.json's info that the host itself needs.
type Info struct {
	Version string `json:"version"`
	Logos   struct {
		Small string `json:"small"`
	} `json:"logos"`
}

// Include is a page, dashboard or nested plugin of an app.
type Include struct {
	Type string `json:"type"`
	Name string `json:"name"`
	Path string `json:"path"`
	UID  string `json:"uid"`
	// AddToNav shows the page or dashboard in the navigation.
	AddToNav bool `json:"addToNav"`
}

// Set is all plugins of one dist folder.
type Set struct {
	byID map[string]*Plugin
}

// Read finds every plugin.json below dir; the one in dir itself is the app that the others belong to.
func Read(dir string) (*Set, error) {
	root, err := readPlugin(filepath.Join(dir, "plugin.json"), "")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s holds no built plugin (no plugin.json); run npm run build first", dir)
	}
	if err != nil {
		return nil, err
	}
	set := &Set{byID: map[string]*Plugin{root.ID: root}}
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.Name() != "plugin.json" || filepath.Dir(path) == filepath.Clean(dir) {
			return err
		}
		nested, err := readPlugin(path, root.ID)
		if err != nil {
			return err
		}
		set.inherit(nested, root)
		set.byID[nested.ID] = nested
		return nil
	})
	return set, err
}

func readPlugin(path, parent string) (*Plugin, error) {
	body, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	p := &Plugin{Dir: filepath.Dir(path), Parent: parent}
	if err := json.Unmarshal(body, p); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if err := json.Unmarshal(body, &p.Raw); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if p.ID == "" || p.Type == "" {
		return nil, fmt.Errorf("%s: id and type are required", path)
	}
	p.resolveAssets()
	return p, nil
}

// inherit gives a nested plugin without a version of its own the app's, as Grafana does.
func (*Set) inherit(nested, app *Plugin) {
	if nested.Info.Version == "" || strings.HasPrefix(nested.Info.Version, "%") {
		nested.Info.Version = app.Info.Version
	}
}

// Get returns a plugin by id, nil when there is none.
func (s *Set) Get(id string) *Plugin { return s.byID[id] }

// All returns the plugins of the given types, every one without types, sorted by name.
func (s *Set) All(types ...string) []*Plugin {
	var found []*Plugin
	for _, p := range s.byID {
		if len(types) == 0 || contains(types, p.Type) {
			found = append(found, p)
		}
	}
	sort.Slice(found, func(i, j int) bool { return found[i].Name < found[j].Name })
	return found
}

func contains(list []string, want string) bool {
	for _, item := range list {
		if item == want {
			return true
		}
	}
	return false
}

package host

import (
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// dashboardFile is a dashboard that an app brings along.
type dashboardFile struct {
	app      string
	path     string
	modified time.Time
	uid      string
	title    string
	tags     []any
	body     map[string]any
}

// dashboards reads the dashboards that the apps' includes name, in that order. They are read anew
// each time, so that a generated file shows without a restart. One that cannot be read is left out
// with a warning, as in Grafana.
func (h *Host) dashboards() []dashboardFile {
	var all []dashboardFile
	for _, app := range h.opts.Plugins.All("app") {
		for _, include := range app.Includes {
			if include.Type != "dashboard" {
				continue
			}
			d, err := readDashboard(h.opts.DashboardsDir, include.Path)
			if err != nil {
				h.log.Warn("cannot read a dashboard of an app", "app", app.ID, "path", include.Path, "error", err)
				continue
			}
			d.app = app.ID
			all = append(all, d)
		}
	}
	return all
}

// readDashboard reads an include such as dashboards/fleet.json from the folder of dashboards.
func readDashboard(dir, include string) (dashboardFile, error) {
	d := dashboardFile{path: include}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return d, err
	}
	defer func() { _ = root.Close() }()
	name := filepath.FromSlash(strings.TrimPrefix(path.Clean(include), "dashboards/"))
	info, err := root.Stat(name)
	if err != nil {
		return d, err
	}
	text, err := root.ReadFile(name)
	if err != nil {
		return d, err
	}
	if err := json.Unmarshal(text, &d.body); err != nil {
		return d, err
	}
	d.modified = info.ModTime()
	d.uid, _ = d.body["uid"].(string)
	d.title, _ = d.body["title"].(string)
	d.tags, _ = d.body["tags"].([]any)
	if d.tags == nil {
		d.tags = []any{}
	}
	return d, nil
}

var notInSlug = regexp.MustCompile(`[^a-z0-9]+`)

// slug is the readable end of a dashboard's address.
func (d dashboardFile) slug() string {
	return strings.Trim(notInSlug.ReplaceAllString(strings.ToLower(d.title), "-"), "-")
}

func (d dashboardFile) url() string { return "/d/" + d.uid + "/" + d.slug() }

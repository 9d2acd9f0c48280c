package manifest

import (
	"fmt"
	"path"
	"path/filepath"
	"runtime"
)

// BaseURL is where the plugin's files are served, relative to the site, as Grafana names it.
func (p *Plugin) BaseURL() string { return path.Join("public/plugins", p.ID) }

// Module is the URL of the plugin's module.js.
func (p *Plugin) Module() string { return path.Join(p.BaseURL(), "module.js") }

// BackendPath is the executable for the platform that the host runs on.
func (p *Plugin) BackendPath() string {
	name := fmt.Sprintf("%s_%s_%s", p.Executable, runtime.GOOS, runtime.GOARCH)
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	return filepath.Join(p.Dir, filepath.FromSlash(name))
}

// resolveAssets makes logo and screenshot paths point at where they are served.
func (p *Plugin) resolveAssets() {
	info, _ := p.Raw["info"].(map[string]any)
	logos, _ := info["logos"].(map[string]any)
	for size, logo := range logos {
		if file, ok := logo.(string); ok {
			logos[size] = path.Join(p.BaseURL(), file)
		}
	}
	if p.Info.Logos.Small != "" {
		p.Info.Logos.Small = path.Join(p.BaseURL(), p.Info.Logos.Small)
	}
	screenshots, _ := info["screenshots"].([]any)
	for _, entry := range screenshots {
		shot, _ := entry.(map[string]any)
		if file, ok := shot["path"].(string); ok {
			shot["path"] = path.Join(p.BaseURL(), file)
		}
	}
}

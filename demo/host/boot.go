package host

import (
	"net/http"
	"runtime"

	"github.com/tokenpath/tokenpath/demo/host/preview"
)

// enabledFeatures are the toggles that are on; all others are off, as they are by default in Grafana.
var enabledFeatures = []string{"dashboardScene", "newDashboardWithFiltersAndGroupBy", "externalServiceAccounts"}

// bootData is window.grafanaBootData: what Grafana's index page hands to the front end.
func (h *Host) bootData(theme string) map[string]any {
	return map[string]any{
		"settings": h.settings(),
		"user":     user(theme),
		"navTree":  h.navTree(),
		"assets":   map[string]any{"dark": "", "light": "", "jsFiles": []any{}, "cssFiles": []any{}},
	}
}

// settings is also GET /api/frontend/settings, which the page reads again after a data source changed.
func (h *Host) settings() map[string]any {
	panels, apps := map[string]any{}, map[string]any{}
	for i, p := range h.opts.Plugins.All("panel") {
		panels[p.ID] = p.Panel(100 + i)
	}
	for _, p := range h.opts.Plugins.All("app") {
		apps[p.ID] = p.App()
	}
	sources := map[string]any{}
	for _, ds := range h.opts.Datasources.All() {
		sources[ds.Name] = h.frontendDatasource(ds)
	}
	def, _ := h.opts.Datasources.Default()
	toggles := map[string]bool{}
	for _, name := range enabledFeatures {
		toggles[name] = true
	}
	return map[string]any{
		"datasources": sources, "defaultDatasource": def.Name, "panels": panels, "apps": apps,
		"buildInfo": buildInfo(), "featureToggles": toggles, "preview": map[string]any{"notice": preview.Notice},
		"appUrl": h.URL() + "/", "appSubUrl": "", "minRefreshInterval": "5s", "namespace": "default",
		"exploreEnabled": true, "expressionsEnabled": false, "unifiedAlertingEnabled": false,
		"liveEnabled": false, "rbacEnabled": false, "viewersCanEdit": true, "helpEnabled": false,
		"profileEnabled": false, "newsFeedEnabled": false, "queryHistoryEnabled": false,
		"feedbackLinksEnabled": false, "anonymousEnabled": false, "pluginAdminEnabled": false,
		"disableSanitizeHtml": false, "panelSeriesLimit": 0, "defaultDatasourceManageAlertsUiToggle": false,
		"secureSocksDSProxyEnabled": false, "sigV4AuthEnabled": false, "azureAuthEnabled": false,
		"dateFormats": dateFormats(), "licenseInfo": licenseInfo(), "auth": map[string]any{},
		"caching": map[string]any{"enabled": false}, "reporting": map[string]any{"enabled": false},
		"analytics": map[string]any{"enabled": false}, "recordedQueries": map[string]any{"enabled": false},
	}
}

func (h *Host) frontendSettings(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, h.settings())
}

func buildInfo() map[string]any {
	return map[string]any{
		"version": preview.GrafanaVersion, "versionString": "Tokenpath preview (Grafana libraries " + preview.GrafanaVersion + ")",
		"commit": "preview", "commitShort": "preview", "buildstamp": 0, "edition": "Open Source",
		"latestVersion": "", "hasUpdate": false, "hideVersion": false, "env": "production",
		"os": runtime.GOOS, "isPreview": true,
	}
}

func licenseInfo() map[string]any {
	return map[string]any{"expiry": 0, "stateInfo": "", "licenseUrl": "", "edition": "Open Source", "enabledFeatures": map[string]bool{}}
}

// dateFormats are Grafana's defaults.
func dateFormats() map[string]any {
	return map[string]any{
		"fullDate": "YYYY-MM-DD HH:mm:ss", "useBrowserLocale": false, "defaultTimezone": "browser", "defaultWeekStart": "browser",
		"interval": map[string]string{
			"millisecond": "HH:mm:ss.SSS", "second": "HH:mm:ss", "minute": "HH:mm",
			"hour": "MM/DD HH:mm", "day": "MM/DD", "month": "YYYY-MM", "year": "YYYY",
		},
	}
}

package host

import (
	"runtime"
	"strings"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/useragent"
	"github.com/grafana/grafana-plugin-sdk-go/config"
	"github.com/grafana/grafana-plugin-sdk-go/experimental/featuretoggles"

	"github.com/tokenpath/tokenpath/demo/host/datasources"
	"github.com/tokenpath/tokenpath/demo/host/preview"
)

// pluginContext is what a plugin's backend is told with every call: who asks, through which data
// source, and how the instance is configured.
func (h *Host) pluginContext(ds datasources.Datasource) (backend.PluginContext, error) {
	settings, err := ds.InstanceSettings()
	if err != nil {
		return backend.PluginContext{}, err
	}
	agent, err := useragent.New(preview.GrafanaVersion, runtime.GOOS, runtime.GOARCH)
	if err != nil {
		return backend.PluginContext{}, err
	}
	version := ""
	if p := h.opts.Plugins.Get(ds.Type); p != nil {
		version = p.Info.Version
	}
	return backend.PluginContext{
		//lint:ignore SA1019 Grafana still fills it beside Namespace, and plugins still read it.
		OrgID:    preview.OrgID,
		PluginID: ds.Type, PluginVersion: version,
		User:                       &backend.User{Login: preview.Login, Name: "Preview user", Email: preview.Login + "@localhost", Role: preview.Role},
		DataSourceInstanceSettings: settings,
		GrafanaConfig:              h.grafanaConfig(),
		UserAgent:                  agent,
		Namespace:                  "default",
	}, nil
}

// grafanaConfig has Grafana's defaults.
func (h *Host) grafanaConfig() *config.GrafanaCfg {
	return config.NewGrafanaCfg(map[string]string{
		config.AppURL:                           h.URL() + "/",
		config.ConcurrentQueryCount:             "10",
		config.SQLRowLimit:                      "1000000",
		config.SQLMaxOpenConnsDefault:           "100",
		config.SQLMaxIdleConnsDefault:           "100",
		config.SQLMaxConnLifetimeSecondsDefault: "14400",
		featuretoggles.EnabledFeatures:          strings.Join(enabledFeatures, ","),
	})
}

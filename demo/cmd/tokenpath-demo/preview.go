package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/tokenpath/tokenpath/demo/host"
	"github.com/tokenpath/tokenpath/demo/host/datasources"
	"github.com/tokenpath/tokenpath/demo/host/manifest"
	"github.com/tokenpath/tokenpath/demo/host/plugin"
	"github.com/tokenpath/tokenpath/demo/host/provision"
)

// datasourceType is the plugin whose backend the host runs.
const datasourceType = "tokenpath-correlation-datasource"

// storeURLVariable and tracesURLVariable are what provisioning calls the addresses of the store and of the store of
// traces.
const (
	storeURLVariable  = "TOKENPATH_STORE_URL"
	tracesURLVariable = "TOKENPATH_TRACES_URL"
)

// preview is everything that runs: the data, the plugin's backend and the page.
type preview struct {
	source *source
	plugin *plugin.Backend
	host   *host.Host
}

// runPreview shows the page until ctx ends.
func runPreview(ctx context.Context, opts options) error {
	p, err := startPreview(ctx, opts)
	if err != nil {
		return err
	}
	fmt.Printf("Store (Prometheus API): %s\n", withoutPassword(p.source.url))
	if p.source.tracesURL != "" {
		fmt.Printf("Traces (Tempo API): %s\n", p.source.tracesURL)
	}
	fmt.Println("This is a preview: the plugin and its data source are real, the page around them is not Grafana.")
	fmt.Printf("Tokenpath preview: %s (Ctrl-C stops it)\n", p.host.URL())
	<-ctx.Done()
	return p.close()
}

func startPreview(ctx context.Context, opts options) (*preview, error) {
	plugins, err := manifest.Read(opts.dist)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(opts.web, "index.html")); err != nil {
		return nil, fmt.Errorf("the preview page is not built (%s); run npm run build in demo/web", opts.web)
	}
	backend := plugins.Get(datasourceType)
	if backend == nil {
		return nil, fmt.Errorf("%s holds no %s", opts.dist, datasourceType)
	}
	if err := checkPorts(ctx, opts); err != nil {
		return nil, err
	}
	p := &preview{}
	// What serves must outlive the signal, so that it can be stopped in order.
	inner := context.WithoutCancel(ctx)
	if p.source, err = startSource(ctx, opts); err != nil {
		return nil, err
	}
	if p.plugin, err = plugin.Start(ctx, plugin.Options{Path: backend.BackendPath(), Debug: opts.debug}); err != nil {
		return nil, errors.Join(err, p.close())
	}
	if p.host, err = startHost(inner, opts, plugins, p); err != nil {
		return nil, errors.Join(err, p.close())
	}
	return p, nil
}

func startHost(ctx context.Context, opts options, plugins *manifest.Set, p *preview) (*host.Host, error) {
	known := p.source.variables()
	provisioned, err := provision.ReadDir(filepath.Join(opts.provisioning, "datasources"), func(name string) string {
		if value, ok := known[name]; ok {
			return value
		}
		return os.Getenv(name)
	})
	if err != nil {
		return nil, err
	}
	data, err := datasources.New(withCredentials(provisioned))
	if err != nil {
		return nil, err
	}
	return host.Start(ctx, host.Options{
		Port: opts.port, WebDir: opts.web, DashboardsDir: opts.dashboards, Plugins: plugins,
		Datasources: data, Backends: map[string]host.Plugin{datasourceType: p.plugin}, Log: logger(opts),
	})
}

// close stops page, plugin and data, in this order.
func (p *preview) close() error {
	var errs []error
	if p.host != nil {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		errs = append(errs, p.host.Close(ctx))
	}
	if p.plugin != nil {
		p.plugin.Close()
	}
	if p.source != nil {
		errs = append(errs, p.source.close())
	}
	return errors.Join(errs...)
}

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/tokenpath/tokenpath/demo/host/manifest"
	"github.com/tokenpath/tokenpath/demo/host/realgrafana"
)

// grafanaStart bounds a first start, which migrates a new database.
const grafanaStart = 3 * time.Minute

// runGrafana shows the plugin inside a real Grafana until ctx or Grafana ends.
func runGrafana(ctx context.Context, opts options) error {
	if _, err := manifest.Read(opts.dist); err != nil {
		return err
	}
	if err := checkPorts(ctx, opts); err != nil {
		return err
	}
	data, err := startSource(ctx, opts)
	if err != nil {
		return err
	}
	return errors.Join(withGrafana(ctx, opts, data), data.close())
}

func withGrafana(ctx context.Context, opts options, data *source) error {
	fmt.Fprintln(os.Stderr, "Starting Grafana in", opts.grafana, "…")
	g, err := realgrafana.Start(realgrafana.Options{
		Home: opts.grafana, Dist: opts.dist, Provisioning: opts.provisioning, Port: opts.port,
		Env: data.environment(), Errors: os.Stderr,
	})
	if err != nil {
		return err
	}
	return errors.Join(untilEnd(ctx, g, data), g.Close())
}

func untilEnd(ctx context.Context, g *realgrafana.Grafana, data *source) error {
	ready, cancel := context.WithTimeout(ctx, grafanaStart)
	defer cancel()
	if err := g.WaitReady(ready); err != nil {
		if ctx.Err() == nil && ready.Err() != nil {
			return fmt.Errorf("grafana does not answer after %s", grafanaStart)
		}
		return err
	}
	fmt.Printf("Store (Prometheus API): %s\n", withoutPassword(data.url))
	if data.tracesURL != "" {
		fmt.Printf("Traces (Tempo API): %s\n", data.tracesURL)
	}
	fmt.Printf("Grafana's log: %s\n", g.LogPath())
	fmt.Printf("Tokenpath in Grafana: %s (Ctrl-C stops it)\n", g.URL())
	select {
	case <-ctx.Done():
		return nil
	case <-g.Exited():
		return errors.New("grafana has ended by itself")
	}
}

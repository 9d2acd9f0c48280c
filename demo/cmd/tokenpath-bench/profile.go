package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/tokenpath/tokenpath/demo/host/plugin"
)

// profiled are the variables by which the SDK opens a plugin's profiler on a port of this machine.
func profiled(port int) []string {
	return []string{"GF_PLUGIN_PROFILING_ENABLED=true", fmt.Sprintf("GF_PLUGIN_PROFILING_PORT=%d", port)}
}

// freePort is a port that nobody listens on.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// profile writes the plugin's CPU profile of the time in which f runs again and again.
func profile(ctx context.Context, port int, path string, length time.Duration, f func() error) error {
	got := make(chan error, 1)
	go func() { got <- fetchProfile(ctx, port, path, length) }()
	for {
		select {
		case err := <-got:
			return err
		default:
		}
		if err := f(); err != nil {
			return err
		}
	}
}

func fetchProfile(ctx context.Context, port int, path string, length time.Duration) error {
	url := fmt.Sprintf("http://127.0.0.1:%d/debug/pprof/profile?seconds=%d", port, int(length.Seconds()))
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := plain.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	defer out.Close()
	_, err = io.Copy(out, resp.Body)
	return err
}

// profiles takes a CPU profile of the plugin for each step and grain and lists what it asked the store.
func (b *bench) profiles(ctx context.Context, w io.Writer) error {
	port, err := freePort()
	if err != nil {
		return err
	}
	if b.plugin, err = plugin.Start(ctx, plugin.Options{Path: b.backend, Env: profiled(port)}); err != nil {
		return err
	}
	defer b.plugin.Close()
	for _, step := range steps {
		for _, grain := range grains {
			if err := b.profileOne(ctx, w, port, step, grain); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *bench) profileOne(ctx context.Context, w io.Writer, port int, step time.Duration, grain string) error {
	ask := func() error {
		_ = b.renew()
		_, err := b.correlate(ctx, step, grain)
		return err
	}
	cold, err := b.times("cold", ask)
	if err != nil {
		return err
	}
	direct := b.url
	seen := watch(direct)
	defer seen.Close()
	b.url = seen.URL
	err = ask()
	b.url = direct
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\n## %d GPUs, step %v, grain %s: %v\n\n%s", b.gpus, step, grain, cold, table(seen.take()))
	return profile(ctx, port, fmt.Sprintf("%s.%d.%v.%s", b.config.profile, b.gpus, step, grain), 8*time.Second, ask)
}

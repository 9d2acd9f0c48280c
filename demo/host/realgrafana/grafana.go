package realgrafana

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"
)

// Options of a Grafana. All fields are required.
type Options struct {
	// Home is Grafana's home directory, which holds bin/grafana, conf and public.
	Home string
	// Dist is the built plugin, Provisioning the folder that Grafana boots with.
	Dist, Provisioning string
	// Port is where Grafana listens on 127.0.0.1.
	Port int
	// Env is added to the environment, for the variables that provisioning names.
	Env []string
	// Errors receives the lines that Grafana logs as errors.
	Errors io.Writer
}

// Grafana is a running server.
type Grafana struct {
	dir    string
	port   int
	cmd    *exec.Cmd
	log    *logFile
	exited chan struct{}
}

// Start runs the server. WaitReady tells when it answers.
func Start(opts Options) (*Grafana, error) {
	binary, err := executable(opts.Home)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "tokenpath-grafana-")
	if err != nil {
		return nil, err
	}
	g := &Grafana{dir: dir, port: opts.Port, exited: make(chan struct{})}
	if err := g.start(binary, opts); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return g, nil
}

// executable finds the server's binary, which is bin/grafana since version 9.4.
func executable(home string) (string, error) {
	path := filepath.Join(home, "bin", "grafana")
	if info, err := os.Stat(path); err != nil || info.IsDir() {
		return "", fmt.Errorf("%s is no home directory of Grafana: it has no bin/grafana", home)
	}
	return path, nil
}

func (g *Grafana) start(binary string, opts Options) error {
	configPath, err := g.prepare(opts)
	if err != nil {
		return err
	}
	if g.log, err = openLog(g.LogPath(), opts.Errors); err != nil {
		return err
	}
	home, err := filepath.Abs(opts.Home)
	if err != nil {
		return err
	}
	g.cmd = exec.Command(binary, "server", "--homepath", home, "--config", configPath)
	g.cmd.Dir = home
	g.cmd.Env = append(os.Environ(), opts.Env...)
	g.cmd.Stdout, g.cmd.Stderr = g.log, g.log
	// A plugin that outlives its server holds the pipe open; do not wait for it.
	g.cmd.WaitDelay = 500 * time.Millisecond
	ownGroup(g.cmd)
	started := make(chan error, 1)
	go g.run(started)
	return <-started
}

// prepare writes the configuration and a plugins folder that holds only the built plugin: beside
// other copies of its plugin.json Grafana would find those too.
func (g *Grafana) prepare(opts Options) (string, error) {
	dist, err := filepath.Abs(opts.Dist)
	if err != nil {
		return "", err
	}
	provisioning, err := filepath.Abs(opts.Provisioning)
	if err != nil {
		return "", err
	}
	for _, sub := range []string{"data/log", "plugins"} {
		if err := os.MkdirAll(filepath.Join(g.dir, sub), 0o700); err != nil {
			return "", err
		}
	}
	if err := os.Symlink(dist, filepath.Join(g.dir, "plugins", appID)); err != nil {
		return "", err
	}
	path := filepath.Join(g.dir, "grafana.ini")
	return path, os.WriteFile(path, []byte(config(g.dir, provisioning, opts.Port)), 0o600)
}

// URL is where Grafana answers once it is ready.
func (g *Grafana) URL() string { return "http://localhost:" + strconv.Itoa(g.port) }

// LogPath is the file that holds everything Grafana says, until Close removes it.
func (g *Grafana) LogPath() string { return filepath.Join(g.dir, "data", "log", "grafana.log") }

// Exited is closed when the server has ended by itself or by Close.
func (g *Grafana) Exited() <-chan struct{} { return g.exited }

// WaitReady returns when Grafana's health check is good. A first start migrates a database and may
// take a minute.
func (g *Grafana) WaitReady(ctx context.Context) error {
	url := "http://127.0.0.1:" + strconv.Itoa(g.port) + "/api/health"
	for {
		if healthy(ctx, url) {
			return nil
		}
		select {
		case <-time.After(300 * time.Millisecond):
		case <-g.exited:
			return fmt.Errorf("grafana ended while it started; its last lines:\n%s", g.log.tail())
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func healthy(ctx context.Context, url string) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return false
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	_ = res.Body.Close()
	return res.StatusCode == http.StatusOK
}

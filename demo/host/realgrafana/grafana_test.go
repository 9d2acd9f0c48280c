//go:build unix

package realgrafana_test

import (
	"bytes"
	"context"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/host/realgrafana"
)

// buffer is a bytes.Buffer that two goroutines may use.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// home makes a home directory whose bin/grafana is a shell script.
func home(t *testing.T, script string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "bin", "grafana"), []byte("#!/bin/sh\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	return dir
}

func options(t *testing.T, script string) (realgrafana.Options, *buffer) {
	t.Helper()
	t.Setenv("TMPDIR", t.TempDir())
	var log buffer
	return realgrafana.Options{
		Home: home(t, script), Dist: t.TempDir(), Provisioning: t.TempDir(), Port: 1,
		Env: []string{"TOKENPATH_STORE_URL=http://store"}, Errors: &log,
	}, &log
}

func TestAFolderWithoutTheBinaryIsRefused(t *testing.T) {
	_, err := realgrafana.Start(realgrafana.Options{Home: t.TempDir()})
	if err == nil || !strings.Contains(err.Error(), "bin/grafana") {
		t.Fatalf("got %v", err)
	}
}

func TestAGrafanaThatEndsIsExplained(t *testing.T) {
	opts, log := options(t, `echo 'level=info msg="starting"'; for t in 1 2 3; do echo "logger=x t=$t level=error msg=no"; done; exit 1`)
	g, err := realgrafana.Start(opts)
	if err != nil {
		t.Fatal(err)
	}
	err = g.WaitReady(t.Context())
	if err == nil || !strings.Contains(err.Error(), `msg="starting"`) {
		t.Fatalf("got %v", err)
	}
	if got := log.String(); got != "grafana: logger=x t=1 level=error msg=no\n" {
		t.Fatalf("only errors are passed on, and each once, got %q", got)
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestCloseEndsGrafanaAndItsPluginsAndRemovesItsFolder(t *testing.T) {
	pidFile := filepath.Join(t.TempDir(), "pid")
	// The script is a Grafana that ends on SIGTERM but forgets its plugin, a sleep.
	opts, _ := options(t, `sleep 300 & echo $! > `+pidFile+`; cp "$5" `+pidFile+`.ini; echo "$TOKENPATH_STORE_URL" >> `+pidFile+`.ini
trap 'exit 0' TERM; while :; do sleep 0.1; done`)
	g, err := realgrafana.Start(opts)
	if err != nil {
		t.Fatal(err)
	}
	var ini, pid []byte
	for range 100 {
		ini, _ = os.ReadFile(pidFile + ".ini")
		pid, _ = os.ReadFile(pidFile)
		if strings.Contains(string(ini), "http://store") {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	for _, want := range []string{"http_addr = 127.0.0.1", "http_port = 1\n", "tokenpath-tenantcost-panel", "provisioning = " + opts.Provisioning, "http://store"} {
		if !strings.Contains(string(ini), want) {
			t.Errorf("the configuration lacks %q:\n%s", want, ini)
		}
	}
	link := filepath.Join(os.Getenv("TMPDIR"))
	if found, _ := filepath.Glob(link + "/tokenpath-grafana-*/plugins/*"); len(found) != 1 || filepath.Base(found[0]) != "tokenpath-inference-app" {
		t.Errorf("the plugins folder holds %v", found)
	}
	began := time.Now()
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("took %s", took)
	}
	if left, _ := os.ReadDir(link); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	n, err := strconv.Atoi(strings.TrimSpace(string(pid)))
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(100 * time.Millisecond)
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(n) + "/stat")
	if err == nil && !strings.Contains(string(stat), ") Z ") && syscall.Kill(n, 0) == nil {
		t.Errorf("the plugin %d still runs: %s", n, stat)
	}
}

func TestWaitReadyEndsWithItsContext(t *testing.T) {
	opts, _ := options(t, "exec sleep 300")
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr, _ := l.Addr().(*net.TCPAddr)
	_ = l.Close()
	opts.Port = addr.Port
	g, err := realgrafana.Start(opts)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	if err := g.WaitReady(ctx); err == nil {
		t.Error("want an error")
	}
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
}

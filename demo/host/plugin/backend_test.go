package plugin_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/tokenpath/tokenpath/demo/host/plugin"
	"github.com/tokenpath/tokenpath/demo/host/plugintest"
)

func TestMain(m *testing.M) {
	plugintest.ServeIfChild()
	actAsHostIfAsked()
	os.Exit(m.Run())
}

func start(t *testing.T) *plugin.Backend {
	t.Helper()
	t.Setenv("TMPDIR", t.TempDir())
	b, err := plugin.Start(t.Context(), plugintest.Options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return b
}

func ask(ctx context.Context, b *plugin.Backend, queryType string) (*backend.QueryDataResponse, error) {
	return b.QueryData(ctx, &backend.QueryDataRequest{
		PluginContext: backend.PluginContext{DataSourceInstanceSettings: &backend.DataSourceInstanceSettings{}},
		Queries:       []backend.DataQuery{{RefID: "A", QueryType: queryType, JSON: []byte(`{}`)}},
	})
}

func TestQueryRoundTrip(t *testing.T) {
	b := start(t)
	answer, err := ask(t.Context(), b, "")
	if err != nil {
		t.Fatal(err)
	}
	if got := answer.Responses["A"].Frames[0].Fields[0].At(0); got != 42.0 {
		t.Fatalf("got %v", got)
	}
	answer, err = ask(t.Context(), b, "big")
	if err != nil {
		t.Fatal("an answer beyond gRPC's default of 4 MB:", err)
	}
	if got := answer.Responses["A"].Frames[0].Rows(); got != 2_000_000 {
		t.Fatalf("got %d rows", got)
	}
}

func TestACrashedBackendIsStartedAgain(t *testing.T) {
	b := start(t)
	first := b.PID()
	if _, err := ask(t.Context(), b, "crash"); err == nil || !strings.Contains(err.Error(), "died") {
		t.Fatalf("the query that killed the backend must say so, got %v", err)
	}
	if _, err := ask(t.Context(), b, ""); err != nil {
		t.Fatal("the next query must wait for the new process:", err)
	}
	if b.PID() == first || b.Restarts() != 1 {
		t.Fatalf("pid %d then %d, %d restarts", first, b.PID(), b.Restarts())
	}
}

func TestAKilledBackendIsStartedAgain(t *testing.T) {
	b := start(t)
	if err := syscall.Kill(b.PID(), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if _, err := ask(t.Context(), b, ""); err != nil && !strings.Contains(err.Error(), "died") {
		t.Fatal(err)
	}
	if _, err := ask(t.Context(), b, ""); err != nil {
		t.Fatal(err)
	}
}

func TestCloseLeavesNothingBehind(t *testing.T) {
	b := start(t)
	if _, err := ask(t.Context(), b, "crash"); err == nil {
		t.Fatal("want a crash: it leaves a socket behind")
	}
	if _, err := ask(t.Context(), b, ""); err != nil {
		t.Fatal(err)
	}
	temp, pid := os.Getenv("TMPDIR"), b.PID()
	b.Close()
	waitGone(t, pid)
	if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
		t.Fatalf("left in %s: %v (%v)", temp, left, err)
	}
	if _, err := ask(t.Context(), b, ""); !errors.Is(err, plugin.ErrClosed) {
		t.Fatalf("got %v", err)
	}
}

func TestACancelledQueryEndsAtOnce(t *testing.T) {
	b := start(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := ask(ctx, b, ""); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
}

func TestABinaryThatIsMissingOrNoPluginIsExplained(t *testing.T) {
	_, err := plugin.Start(t.Context(), plugin.Options{Path: filepath.Join(t.TempDir(), "gpx_none")})
	if err == nil || !strings.Contains(err.Error(), "npm run build:backend") {
		t.Fatalf("got %v", err)
	}
	var log bytes.Buffer
	if _, err := plugin.Start(t.Context(), plugin.Options{Path: "/bin/true", Log: &log}); err == nil {
		t.Fatal("want an error")
	}
}

// waitGone fails the test when a process still exists after some seconds.
func waitGone(t *testing.T, pid int) {
	t.Helper()
	for range 100 {
		if isGone(pid) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("process %d still runs", pid)
}

// isGone is true for a process that does not exist or that only its parent still has to collect.
func isGone(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err != nil || strings.Contains(string(stat), ") Z ")
}

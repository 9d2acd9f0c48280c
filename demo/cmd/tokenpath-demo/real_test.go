//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// repository is the plugin's own folder, seen from this package.
const repository = "../../.."

// TestCheckWithTheRealBackend builds the plugin's backend and lets the command hold its answer
// against the simulated fleet, as the user's "--check" does.
func TestCheckWithTheRealBackend(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the backend")
	}
	cmd, _ := command(t, "--check", "--hours", "2", "--start", "2026-11-20T12:00:00Z")
	dist := filepath.Dir(filepath.Dir(cmd.Args[2])) + "/real"
	for from, to := range map[string]string{
		"src/plugin.json":            "plugin.json",
		"src/datasource/plugin.json": "datasource/plugin.json",
	} {
		body, err := os.ReadFile(filepath.Join(repository, from))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dist, to)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dist, to), body, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	build := exec.CommandContext(t.Context(), "go", "build", "-o", filepath.Join(dist, "datasource", "gpx_tokenpath_"+runtime.GOOS+"_"+runtime.GOARCH), "./pkg")
	build.Dir = repository
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("the backend does not build: %s", out)
	}
	cmd.Args[2] = dist
	var out, log bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &log
	if err := cmd.Run(); err != nil {
		t.Errorf("%v\n%s\n%s", err, log.String(), out.String())
	}
	var s summary
	if err := json.Unmarshal(out.Bytes(), &s); err != nil {
		t.Fatal(err)
	}
	if !s.OK || s.Rows == 0 || s.Devices.Owned == nil || s.Tokens.Truth == nil {
		t.Errorf("got %+v", s)
	}
}

//go:build unix

package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/tokenpath/tokenpath/demo/host/plugintest"
)

// asCommand makes the test binary the command itself.
const asCommand = "TOKENPATH_TEST_COMMAND"

func TestMain(m *testing.M) {
	plugintest.ServeIfChild()
	if os.Getenv(asCommand) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

const fakeDatasource = `{"id": "tokenpath-correlation-datasource", "type": "datasource", "name": "Tokenpath", "executable": "gpx_tokenpath", "info": {}}`

// command prepares a run of the command with a plugin that lives in this test binary, in a temporary
// folder of its own.
func command(t *testing.T, args ...string) (*exec.Cmd, string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	executable := "dist/datasource/gpx_tokenpath_" + runtime.GOOS + "_" + runtime.GOARCH
	for name, body := range map[string]string{
		"dist/plugin.json":            `{"id": "tokenpath-inference-app", "type": "app", "name": "Tokenpath", "info": {}}`,
		"dist/datasource/plugin.json": fakeDatasource,
		executable:                    "#!/bin/sh\nTOKENPATH_TEST_ROLE=plugin exec '" + self + "'\n",
		"web/index.html":              "<html><head></head></html>",
		"web/public/a.js":             "",
		"provisioning/datasources/d.yaml": "datasources: [{name: Tokenpath, uid: tokenpath, editable: true, " +
			"type: tokenpath-correlation-datasource, url: '${TOKENPATH_STORE_URL}'}]",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(body), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	temp := t.TempDir()
	cmd := exec.CommandContext(t.Context(), self, append([]string{
		"--dist", dir + "/dist", "--web", dir + "/web", "--provisioning", dir + "/provisioning", "--hours", "0.3",
	}, args...)...)
	cmd.Env = append(os.Environ(), asCommand+"=1", "TMPDIR="+temp)
	return cmd, temp
}

// startCommand runs the command until it has printed its address.
func startCommand(t *testing.T, args ...string) (cmd *exec.Cmd, temp, url string) {
	t.Helper()
	cmd, temp = command(t, args...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if rest, found := strings.CutPrefix(lines.Text(), "Tokenpath preview: "); found {
			url, _, _ = strings.Cut(rest, " ")
			return cmd, temp, url
		}
	}
	t.Fatal("the command ended without an address")
	return nil, "", ""
}

func TestSignalsLeaveNothingBehind(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			cmd, temp, url := startCommand(t, "--port", "0", "--store-port", "0")
			plugin := pluginPID(t, url)
			began := time.Now()
			if err := cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			if err := cmd.Wait(); err != nil {
				t.Error(err)
			}
			if took := time.Since(began); took > 4*time.Second {
				t.Errorf("took %s", took)
			}
			if left, _ := os.ReadDir(temp); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
			waitGone(t, plugin)
		})
	}
}

func TestATakenPortIsOneLine(t *testing.T) {
	taken, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	addr, _ := taken.Addr().(*net.TCPAddr)
	port := strconv.Itoa(addr.Port)
	for flag, args := range map[string][]string{
		"--port":       {"--port", port, "--store-port", "0"},
		"--store-port": {"--store-port", port, "--port", "0"},
	} {
		cmd, temp := command(t, args...)
		out, err := cmd.CombinedOutput()
		want := "tokenpath-demo: port " + port + " is already in use: stop the program that listens there, or choose another with " + flag + "\n"
		if string(out) != want || err == nil || cmd.ProcessState.ExitCode() != exitFailed {
			t.Errorf("%s: exit %d, %q", flag, cmd.ProcessState.ExitCode(), out)
		}
		if left, _ := os.ReadDir(temp); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

func TestACheckThatFailsSaysWhy(t *testing.T) {
	cmd, temp := command(t, "--check")
	var out bytes.Buffer
	cmd.Stdout = &out
	if err := cmd.Run(); err == nil || cmd.ProcessState.ExitCode() != exitFailed {
		t.Errorf("exit %d", cmd.ProcessState.ExitCode())
	}
	var s summary
	if err := json.Unmarshal(out.Bytes(), &s); err != nil {
		t.Fatalf("%v: %s", err, out.String())
	}
	if s.OK || len(s.Problems) == 0 || s.Health.Status != "OK" {
		t.Errorf("got %+v", s)
	}
	if left, _ := os.ReadDir(temp); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestAStoreThatDoesNotAnswerIsAWarning(t *testing.T) {
	cmd, _ := command(t, "--check", "--prometheus", "http://me:secret@127.0.0.1:1")
	var log bytes.Buffer
	cmd.Stderr = &log
	_ = cmd.Run() // the fake plugin has no answer to the check's query
	if text := log.String(); !strings.Contains(text, "does not answer like a Prometheus API") || strings.Contains(text, "secret") {
		t.Errorf("got %q", text)
	}
}

// pluginPID asks the fake plugin for its process id.
func pluginPID(t *testing.T, url string) int {
	t.Helper()
	frames, err := apiClient{base: url}.query(context.Background(), `{"refId": "A", "datasource": {"uid": "tokenpath"}}`, time.Now(), time.Now())
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(frames[0].Meta.Custom)
	if err != nil {
		t.Fatal(err)
	}
	var seen plugintest.Seen
	if err := json.Unmarshal(text, &seen); err != nil || seen.PID == 0 || seen.URL == "" {
		t.Fatalf("%s (%v)", text, err)
	}
	return seen.PID
}

func waitGone(t *testing.T, pid int) {
	t.Helper()
	for range 60 {
		stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
		if (err != nil && syscall.Kill(pid, 0) != nil) || strings.Contains(string(stat), ") Z ") {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("process %d still runs", pid)
}

package plugin_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/tokenpath/tokenpath/demo/host/plugin"
	"github.com/tokenpath/tokenpath/demo/host/plugintest"
)

// hostRole makes the test binary a host that starts a plugin, prints its pid and never ends.
const hostRole = "TOKENPATH_TEST_HOST=1"

func actAsHostIfAsked() {
	if os.Getenv("TOKENPATH_TEST_HOST") == "" {
		return
	}
	b, err := plugin.Start(context.Background(), plugintest.Options())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(b.PID())
	select {}
}

func TestAHostThatIsKilledLeavesNoOrphan(t *testing.T) {
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	host := exec.CommandContext(t.Context(), path)
	host.Env = append(os.Environ(), hostRole, "TMPDIR="+t.TempDir())
	out, err := host.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := host.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal("the host did not start its plugin:", err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		t.Fatal(err)
	}
	if isGone(pid) {
		t.Fatal("the plugin does not run")
	}
	if err := host.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = host.Wait() // it was killed
	waitGone(t, pid)
}

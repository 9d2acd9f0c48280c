package acceptance_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/tokenpath/tokenpath/demo/host/plugin"
)

// theBackend is the plugin's process; all tests share it, as data sources do in Grafana.
var theBackend *plugin.Backend

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

// run builds the backend from the tree and keeps it running while the tests ask it.
func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "acceptance")
	if err != nil {
		return fail(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "gpx_tokenpath")
	build := exec.Command("go", "build", "-o", path, "./pkg")
	build.Dir = filepath.Join("..", "..")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return fail(fmt.Errorf("the backend does not build: %w\n%s", err, out))
	}
	if theBackend, err = plugin.Start(context.Background(), plugin.Options{Path: path}); err != nil {
		return fail(err)
	}
	defer theBackend.Close()
	return m.Run()
}

func fail(err error) int {
	fmt.Fprintln(os.Stderr, err)
	return 1
}

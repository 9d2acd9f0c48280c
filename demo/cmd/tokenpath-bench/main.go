// Command tokenpath-bench measures the correlated answer of the plugin's real backend against what the store itself
// takes for the operands, against the same join in PromQL and in the browser's library, in one run on one machine. Only
// ratios mean something. It writes Markdown, the tables of docs/performance.md.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/tokenpath/tokenpath/demo/store"
)

// config is what is measured, and how.
type config struct {
	gpus, hours, repeat  int
	backend, root        string
	profile              string
	full, browser, wires bool
}

var (
	steps  = []time.Duration{time.Minute, 15 * time.Second}
	grains = []string{"device", "replica", "model"}
)

func main() {
	var c config
	gpus := flag.String("gpus", "", "fleet sizes, separated by commas (100,2000; with -full 100,1000,2000,10000)")
	synthetic := flag.Int("synthetic", -1, "GPUs of the synthetic store, 0 for none (20000; with -full 100000)")
	out := flag.String("out", "", "the Markdown file whose generated part is replaced, such as ../docs/performance.md; else it is only printed")
	flag.BoolVar(&c.full, "full", false, "the whole curve: needs 16 GB of memory and most of an hour")
	flag.IntVar(&c.hours, "hours", 6, "hours of history")
	flag.IntVar(&c.repeat, "repeat", 5, "how often each is measured")
	flag.StringVar(&c.root, "root", "..", "the repository, for the benchmarks of single packages and Grafana's own transformation")
	flag.StringVar(&c.backend, "backend", "../dist/datasource/gpx_tokenpath_linux_amd64", "the plugin's built backend")
	flag.BoolVar(&c.browser, "browser", true, "time Grafana's join by field in Node")
	flag.BoolVar(&c.wires, "compression", true, "time compression over loopback and a slow link")
	flag.StringVar(&c.profile, "cpuprofile", "", "write the plugin's CPU profiles to files of this name, with size, step and grain added, and list its requests; nothing else is measured")
	flag.Parse()
	if err := run(context.Background(), c, *gpus, *synthetic, *out); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, c config, gpus string, synthetic int, out string) error {
	store.ModestMemory()
	text := &strings.Builder{}
	w := io.MultiWriter(os.Stdout, text)
	machine(w, c)
	for _, size := range sizes(c, gpus) {
		n, err := strconv.Atoi(size)
		if err != nil {
			return err
		}
		c.gpus = n
		if err := measure(ctx, w, c); err != nil {
			return err
		}
	}
	if c.profile != "" {
		return nil
	}
	if synthetic < 0 {
		synthetic = 20_000
		if c.full {
			synthetic = 100_000
		}
	}
	if synthetic > 0 {
		c.gpus = synthetic
		if err := measureSynthetic(ctx, w, c); err != nil {
			return err
		}
	}
	if err := parts(ctx, w, c); err != nil {
		return err
	}
	return publish(out, text.String())
}

func sizes(c config, given string) []string {
	switch {
	case given == "none":
		return nil
	case given != "":
		return strings.Split(given, ",")
	case c.full:
		return []string{"100", "1000", "2000", "10000"}
	}
	return []string{"100", "2000"}
}

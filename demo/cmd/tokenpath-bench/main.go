// Command tokenpath-bench measures the correlated answer of the plugin's real backend against what the store itself
// takes for the operands, and against the same join in PromQL, in one run on one machine. Only ratios mean something.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/tokenpath/tokenpath/demo/host/plugin"
	"github.com/tokenpath/tokenpath/demo/store"
)

func main() {
	gpus := flag.String("gpus", "100,500,2000", "fleet sizes, separated by commas")
	hours := flag.Int("hours", 6, "hours of history")
	repeat := flag.Int("repeat", 5, "how often each is measured")
	backend := flag.String("backend", "../dist/datasource/gpx_tokenpath_linux_amd64", "the plugin's built backend")
	cpu := flag.String("cpuprofile", "", "write the plugin's CPU profiles to files of this name, with size, step and grain added, and list its requests; nothing else is measured")
	flag.Parse()
	store.ModestMemory()
	for _, text := range strings.Split(*gpus, ",") {
		n, err := strconv.Atoi(text)
		if err == nil {
			err = measure(context.Background(), config{gpus: n, hours: *hours, repeat: *repeat, backend: *backend, profile: *cpu})
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
	}
}

type config struct {
	gpus, hours, repeat int
	backend, profile    string
}

// bench is one fleet size under measurement.
type bench struct {
	config
	url      string
	plugin   *plugin.Backend
	from, to time.Time
	// updated is when the data source's settings changed: another instant makes a new instance, without a cache.
	updated time.Time
}

func measure(ctx context.Context, c config) error {
	s, err := store.Open(ctx, store.Options{Addr: "127.0.0.1:0"})
	if err != nil {
		return err
	}
	defer s.Close()
	b := &bench{config: c, to: time.Now().Truncate(time.Minute).Add(-time.Hour)}
	b.from = b.to.Add(-time.Duration(c.hours) * time.Hour)
	if err := b.fill(s.Appender(ctx)); err != nil {
		return err
	}
	if err := s.Start(); err != nil {
		return err
	}
	b.url, b.updated = s.URL(), b.from
	if c.profile != "" {
		return b.profiles(ctx)
	}
	if b.plugin, err = plugin.Start(ctx, plugin.Options{Path: c.backend}); err != nil {
		return err
	}
	defer b.plugin.Close()
	fmt.Printf("\n%d GPUs × %d pods × %d h, native 15 s, best and median of %d\n\n", c.gpus, c.gpus, c.hours, c.repeat)
	fmt.Println("| step | grain | operands' own query_range | PromQL group_left | Tokenpath | ÷ operands | PromQL ÷ Tokenpath |")
	fmt.Println("|---|---|---|---|---|---|---|")
	for _, step := range steps {
		for _, grain := range grains {
			if err := b.row(ctx, step, grain); err != nil {
				return err
			}
		}
	}
	return nil
}

var (
	steps  = []time.Duration{time.Minute, 15 * time.Second}
	grains = []string{"device", "replica", "model"}
)

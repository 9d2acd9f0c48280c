package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"
)

// options are the command line.
type options struct {
	port, storePort int
	tracesPort      int
	seed            uint64
	hours           float64
	end             time.Time
	noLive          bool
	check           bool
	prometheus      string
	scrape          []string
	grafana         string
	debug           bool

	dist, web, provisioning, dashboards string
}

// parseFlags reads the command line and refuses what does not fit together.
func parseFlags(args []string, usage io.Writer) (options, error) {
	var o options
	var end, scrape string
	f := flag.NewFlagSet("tokenpath-demo", flag.ContinueOnError)
	f.SetOutput(usage)
	f.IntVar(&o.port, "port", 3000, "`port` of the page, on localhost only")
	f.IntVar(&o.storePort, "store-port", 9090, "`port` of the embedded Prometheus, on localhost only")
	f.IntVar(&o.tracesPort, "traces-port", 3200, "`port` of the store of the fleet's traces (Tempo's API), on localhost only; any free one where --store-port is given")
	f.Uint64Var(&o.seed, "seed", 42, "`number` that the simulated fleet is drawn from")
	f.Float64Var(&o.hours, "hours", 6, "`hours` of history, up to 336")
	f.StringVar(&end, "start", "", "fixed `instant` (RFC 3339) at which the history ends, so that it can be repeated; implies --no-live")
	f.BoolVar(&o.noLive, "no-live", false, "do not go on with live data after the history")
	f.BoolVar(&o.check, "check", false, "start, run one query, print what it covers as JSON and stop; exit code 0 only if it is right")
	f.StringVar(&o.prometheus, "prometheus", "", "`URL` of your own store, in place of the embedded one and the fleet")
	f.StringVar(&scrape, "scrape", "", "real exporters (`host:port,…`) for the embedded store, in place of the fleet")
	f.StringVar(&o.grafana, "grafana", "", "home `directory` of a real Grafana to run in, in place of the preview page")
	f.BoolVar(&o.debug, "debug", false, "show all log lines of the plugin and the store")
	f.StringVar(&o.dist, "dist", "../dist", "the built plugin")
	f.StringVar(&o.web, "web", "web/dist", "the built preview page")
	f.StringVar(&o.provisioning, "provisioning", "../provisioning", "the provisioning `directory`")
	f.StringVar(&o.dashboards, "dashboards", "../dashboards", "the dashboards `directory`")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if f.NArg() > 0 {
		return o, fmt.Errorf("unexpected argument %q", f.Arg(0))
	}
	if scrape != "" {
		o.scrape = strings.Split(scrape, ",")
	}
	if err := o.setEnd(end); err != nil {
		return o, err
	}
	o.freePorts(f)
	return o, o.conflicts()
}

// setEnd fixes the end of the history; a history that does not end now cannot go on live.
func (o *options) setEnd(end string) error {
	if end == "" {
		return nil
	}
	instant, err := time.Parse(time.RFC3339, end)
	if err != nil {
		return fmt.Errorf("--start %q is not an instant such as 2026-11-22T10:00:00Z", end)
	}
	o.end, o.noLive = instant, true
	return nil
}

// freePorts lets a check run beside a demo, unless a port was asked for. Who moves the store has another demo running:
// the traces move too.
func (o *options) freePorts(f *flag.FlagSet) {
	given := map[string]bool{}
	f.Visit(func(flag *flag.Flag) { given[flag.Name] = true })
	if o.check && !given["port"] {
		o.port = 0
	}
	if o.check && !given["store-port"] {
		o.storePort = 0
	}
	if (o.check || given["store-port"]) && !given["traces-port"] {
		o.tracesPort = 0
	}
}

func (o *options) conflicts() error {
	if o.prometheus != "" {
		u, err := url.Parse(o.prometheus)
		if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
			return fmt.Errorf("--prometheus %q is not a URL such as http://prometheus:9090", o.prometheus)
		}
	}
	switch {
	case o.prometheus != "" && len(o.scrape) > 0:
		return errors.New("--prometheus and --scrape cannot be used together: the first has no embedded store to scrape into")
	case o.grafana != "" && o.check:
		return errors.New("--grafana and --check cannot be used together: the check asks the preview's own host")
	case o.grafana != "" && o.port == 0:
		return errors.New("--grafana needs a --port")
	case o.hours <= 0 || o.hours > 336:
		return fmt.Errorf("--hours %g must lie above 0 and at most 336 (14 days)", o.hours)
	case o.port < 0 || o.port > 65535 || o.storePort < 0 || o.storePort > 65535 || o.tracesPort < 0 || o.tracesPort > 65535:
		return errors.New("a port lies between 0 (any free one) and 65535")
	}
	return nil
}

// Command tokenpath-demo shows the plugin at work without an installation: a simulated inference
// fleet in a real Prometheus, the plugin's real backend, and a page to look at it. It can also look at
// a store of your own (--prometheus), scrape real exporters (--scrape), or run inside a real Grafana's
// home directory (--grafana).
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
)

// Exit codes beside 0.
const (
	exitFailed = 1
	exitUsage  = 2
	exitKilled = 130
)

func main() {
	opts, err := parseFlags(os.Args[1:], os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return
	case err != nil:
		fmt.Fprintln(os.Stderr, "tokenpath-demo:", err)
		os.Exit(exitUsage)
	}
	ctx, stop := untilSignal()
	err = run(ctx, opts)
	stop()
	if err != nil && !errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, "tokenpath-demo:", err)
		os.Exit(exitFailed)
	}
}

func run(ctx context.Context, opts options) error {
	switch {
	case opts.check:
		return runCheck(ctx, opts)
	case opts.grafana != "":
		return runGrafana(ctx, opts)
	default:
		return runPreview(ctx, opts)
	}
}

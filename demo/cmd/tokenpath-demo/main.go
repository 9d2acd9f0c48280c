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
	"os/signal"
	"syscall"
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

// untilSignal gives a context that ends with Ctrl-C or SIGTERM. A second signal ends the process at
// once; the kernel then takes the plugin down with it.
func untilSignal() (context.Context, func()) {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		if _, ok := <-signals; !ok {
			return
		}
		fmt.Fprintln(os.Stderr, "\nStopping …")
		cancel()
		if _, ok := <-signals; ok {
			os.Exit(exitKilled)
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		cancel()
	}
}

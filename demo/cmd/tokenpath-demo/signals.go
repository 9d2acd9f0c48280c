package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// echo is how long after a signal another one is taken for the same Ctrl-C: a terminal and a parent
// such as npm may both deliver it.
const echo = time.Second

// untilSignal gives a context that ends with Ctrl-C or SIGTERM. A second signal ends the process at
// once; the kernel then takes the plugin down with it.
func untilSignal() (context.Context, func()) {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go obey(signals, func() {
		fmt.Fprintln(os.Stderr, "\nStopping …")
		cancel()
	}, func() { os.Exit(exitKilled) })
	return ctx, func() {
		signal.Stop(signals)
		cancel()
	}
}

// obey calls stop at the first signal and kill at a second one that is no echo of it.
func obey(signals <-chan os.Signal, stop, kill func()) {
	<-signals
	first := time.Now()
	stop()
	for range signals {
		if time.Since(first) > echo {
			kill()
			return
		}
	}
}

package main

import (
	"context"
	"fmt"
	"io"
	"time"
)

// way is one way to the answer, run again and again in turn with the others.
type way struct {
	name string
	run  func() error
	// before, where given, is not timed.
	before func() error
	time   timing
}

func heading(w io.Writer) {
	fmt.Fprintln(w, "| step | grain | operands' own `query_range` | PromQL `group_left` | Tokenpath, cold | Tokenpath, refreshed | cold ÷ operands | PromQL ÷ cold | samples read | peak bytes a sample | answer, MB |")
	fmt.Fprintln(w, "|---|---|---|---|---|---|---|---|---|---|---|")
}

// row measures the ways to tokens and tensor activity by one grain.
func (b *bench) row(ctx context.Context, w io.Writer, step time.Duration, grain string) error {
	from, to := b.from, b.to
	defer func() { b.from, b.to = from, to }()
	var frames [][]byte
	ask := func() (err error) { frames, err = b.correlate(ctx, step, grain); return err }
	ways := []*way{
		{name: "operands", run: func() error { return b.together(ctx, b.operands(step, grain), step) }},
		{name: "promql", run: func() error { return b.together(ctx, []string{b.groupLeft(step, grain)}, step) }},
		{name: "cold", before: b.renew, run: ask},
	}
	if err := b.race(ways); err != nil {
		return err
	}
	weight, err := b.weigh(ctx, step, grain, frames)
	if err != nil {
		return err
	}
	// A refresh moves the range on by a step each time.
	refreshed := &way{run: ask, before: func() error {
		b.from, b.to = b.from.Add(step), b.to.Add(step)
		return nil
	}}
	if err := b.race([]*way{refreshed}); err != nil {
		return err
	}
	own, promql, cold := ways[0].time, ways[1].time, ways[2].time
	fmt.Fprintf(w, "| %v | %s | %s | %s | %s | %s | %.2f | %.2f | %.1f M | %.0f | %.1f |\n", step, grain, own, promql, cold, refreshed.time,
		cold.median/own.median, promql.median/cold.median, weight.samples, weight.perSample, weight.size)
	return nil
}

// renew makes the next request one of a new instance.
func (b *bench) renew() error {
	b.updated = b.updated.Add(time.Second)
	return nil
}

package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/tokenpath/tokenpath/demo/host/plugin"
)

// measureSynthetic shows what the plugin itself takes in a fleet that no store of this size could hold here.
func measureSynthetic(ctx context.Context, w io.Writer, c config) error {
	s := newSynthetic(c.gpus)
	defer s.Close()
	b := &bench{config: c, url: s.URL}
	b.from, b.to = settled(time.Hour)
	b.updated = b.from
	var err error
	if b.plugin, err = plugin.Start(ctx, plugin.Options{Path: c.backend}); err != nil {
		return err
	}
	defer b.plugin.Close()
	fmt.Fprintf(w, "\n### %s GPUs × %s pods × 1 h on a synthetic store\n\nThe store streams prepared answers and evaluates nothing, so *÷ operands* is the plugin's whole cost over reading the same bytes.\n\n", grouped(c.gpus), grouped(c.gpus))
	fmt.Fprintln(w, "| step | grain | operands' own `query_range` | Tokenpath, cold | cold ÷ operands | samples read | peak bytes a sample | answer, MB |")
	fmt.Fprintln(w, "|---|---|---|---|---|---|---|---|")
	for _, grain := range grains {
		if err := b.syntheticRow(ctx, w, time.Minute, grain); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) syntheticRow(ctx context.Context, w io.Writer, step time.Duration, grain string) error {
	var frames [][]byte
	ways := []*way{
		{name: "operands", run: func() error { return b.together(ctx, b.operands(step, grain), step) }},
		{name: "cold", before: b.renew, run: func() (err error) { frames, err = b.correlate(ctx, step, grain); return err }},
	}
	if err := b.race(ways); err != nil {
		return err
	}
	weight, err := b.weigh(ctx, step, grain, frames)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "| %v | %s | %s | %s | %.2f | %.1f M | %.0f | %.1f |\n", step, grain, ways[0].time, ways[1].time, ways[1].time.median/ways[0].time.median,
		weight.samples, weight.perSample, weight.size)
	return nil
}

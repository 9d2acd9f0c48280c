package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/tokenpath/tokenpath/demo/host/plugin"
	"github.com/tokenpath/tokenpath/demo/store"
)

// bench is one fleet size under measurement.
type bench struct {
	config
	url      string
	plugin   *plugin.Backend
	from, to time.Time
	// updated is when the data source's settings changed: another instant makes a new instance, without a cache.
	updated time.Time
}

// afterwards is how much history there is after the first range, for refreshes to move into.
const afterwards = 10 * time.Minute

func measure(ctx context.Context, w io.Writer, c config) error {
	s, err := store.Open(ctx, store.Options{Addr: "127.0.0.1:0"})
	if err != nil {
		return err
	}
	defer s.Close()
	b := &bench{config: c, to: time.Now().Truncate(time.Minute).Add(-afterwards)}
	b.from = b.to.Add(-time.Duration(c.hours) * time.Hour)
	if err := b.fill(s.Appender(ctx)); err != nil {
		return err
	}
	if err := s.Start(); err != nil {
		return err
	}
	b.url, b.updated = s.URL(), b.from
	if c.profile != "" {
		return b.profiles(ctx, w)
	}
	if b.plugin, err = plugin.Start(ctx, plugin.Options{Path: c.backend}); err != nil {
		return err
	}
	defer b.plugin.Close()
	fmt.Fprintf(w, "\n### %s GPUs × %s pods × %d h, scraped every 15 s\n\n", grouped(c.gpus), grouped(c.gpus), c.hours)
	heading(w)
	for _, step := range steps {
		for _, grain := range grains {
			if err := b.row(ctx, w, step, grain); err != nil {
				return err
			}
		}
	}
	if err := b.recognition(ctx, w); err != nil {
		return err
	}
	if err := b.inNode(ctx, w); err != nil {
		return err
	}
	return b.compression(ctx, w)
}

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// inNode times Grafana's join by field on the operands' answers: what a panel does that joins two queries in the browser.
func (b *bench) inNode(ctx context.Context, w io.Writer) error {
	if !b.browser {
		return nil
	}
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	args := []string{"--import", "tsx", "tools/bench/join-by-field.ts", fmt.Sprint(b.repeat)}
	for i, expr := range b.operands(time.Minute, "replica") {
		path := filepath.Join(dir, fmt.Sprintf("%d.json", i))
		if err := b.save(ctx, expr, path); err != nil {
			return err
		}
		args = append(args, path)
	}
	cmd := exec.CommandContext(ctx, "node", args...)
	cmd.Dir, cmd.Stderr = b.root, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("join by field in Node: %w", err)
	}
	var got struct {
		Series, Rows int
		Parse, Join  []float64
	}
	if err := json.Unmarshal(out, &got); err != nil {
		return err
	}
	fmt.Fprintf(w, "\nGrafana's *join by field* in Node %s on the operands' frames (step 1m0s, %s series): %s to join by time into %d rows, after %s to parse. It does not match cards with pods; that takes further transformations.\n",
		nodeVersion(ctx), grouped(got.Series), timingOf(got.Join), got.Rows, timingOf(got.Parse))
	return nil
}

func (b *bench) save(ctx context.Context, expr, path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return b.rangeQuery(ctx, expr, time.Minute, f)
}

func nodeVersion(ctx context.Context) string {
	out, err := exec.CommandContext(ctx, "node", "--version").Output()
	if err != nil || len(out) < 2 {
		return "?"
	}
	return string(out[1 : len(out)-1])
}

package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os/exec"
	"strings"
)

// parts runs the benchmarks of the decoder and of the join alone, best of five.
func parts(ctx context.Context, w io.Writer, c config) error {
	best := map[string]result{}
	for _, target := range [][2]string{{"./pkg/promapi", "Decode/own_scanner"}, {"./pkg/join", "Join"}} {
		cmd := exec.CommandContext(ctx, "go", "test", "-run", "^$", "-bench", target[1], "-benchtime", "5x", "-count", "5", target[0])
		cmd.Dir = c.root
		out, err := cmd.CombinedOutput()
		if err != nil {
			return fmt.Errorf("%s: %w\n%s", target[0], err, out)
		}
		collect(best, out)
	}
	fmt.Fprintf(w, "\n### The parts alone, best of five\n\n| part | time | MB/s |\n|---|---|---|\n")
	for _, name := range []string{"Decode/own_scanner", "Join/device", "Join/replica", "Join/model"} {
		r := best[name]
		fmt.Fprintf(w, "| %s | %.0f ms | %s |\n", words[name], r.ms, r.speed)
	}
	return nil
}

var words = map[string]string{"Decode/own_scanner": "decoding 2.1 M samples (51 MB of JSON)",
	"Join/device":  "joining three operands of 2,000 cards × 2,000 pods × 6 h at 60 s, by device",
	"Join/replica": "the same by replica", "Join/model": "the same by model"}

type result struct {
	ms    float64
	speed string
}

// collect reads lines such as `BenchmarkJoin/model-2  5  12345678 ns/op  600.1 MB/s`.
func collect(best map[string]result, out []byte) {
	lines := bufio.NewScanner(bytes.NewReader(out))
	for lines.Scan() {
		f := strings.Fields(lines.Text())
		if len(f) < 4 || !strings.HasPrefix(f[0], "Benchmark") || f[3] != "ns/op" {
			continue
		}
		name := strings.TrimPrefix(f[0], "Benchmark")
		if i := strings.LastIndexByte(name, '-'); i > 0 {
			name = name[:i]
		}
		var ns float64
		if _, err := fmt.Sscan(f[2], &ns); err != nil {
			continue
		}
		r := result{ms: ns / 1e6}
		if len(f) > 5 && f[5] == "MB/s" {
			r.speed = f[4]
		}
		if old, ok := best[name]; !ok || r.ms < old.ms {
			best[name] = r
		}
	}
}

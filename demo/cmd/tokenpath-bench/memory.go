package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/tokenpath/tokenpath/demo/host/plugin"
)

// took is what an answer says it took.
type took struct{ samples, requests, asked, cached float64 }

func statsOf(frames [][]byte) (took, error) {
	f, err := data.UnmarshalArrowFrame(frames[0])
	if err != nil {
		return took{}, err
	}
	found := map[string]float64{}
	for _, s := range f.Meta.Stats {
		found[s.DisplayName] = s.Value
	}
	return took{found["Samples read"], found["Requests to the store"], found["Steps asked"], found["Steps from cache"]}, nil
}

// weight is what an answer took: samples read in millions, bytes of peak memory for each, and its size in MB.
type weight struct{ samples, perSample, size float64 }

func (b *bench) weigh(ctx context.Context, step time.Duration, grain string, frames [][]byte) (weight, error) {
	took, err := statsOf(frames)
	if err != nil {
		return weight{}, err
	}
	peak, err := b.peak(ctx, step, grain)
	return weight{took.samples / 1e6, float64(peak) / took.samples, float64(total(frames)) / 1e6}, err
}

// peak is how many bytes a process of its own grows by while it answers the query for the first time.
func (b *bench) peak(ctx context.Context, step time.Duration, grain string) (int64, error) {
	shared := b.plugin
	defer func() { b.plugin = shared }()
	own, err := plugin.Start(ctx, plugin.Options{Path: b.backend})
	if err != nil {
		return 0, err
	}
	defer own.Close()
	b.plugin = own
	before, err := highest(own.PID())
	if err != nil {
		return 0, err
	}
	if _, err := b.correlate(ctx, step, grain); err != nil {
		return 0, err
	}
	after, err := highest(own.PID())
	return after - before, err
}

// highest is the most memory that a process ever had resident, as Linux counts it.
func highest(pid int) (int64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for _, line := range strings.Split(string(text), "\n") {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return kb << 10, err
		}
	}
	return 0, fmt.Errorf("process %d does not tell its memory", pid)
}

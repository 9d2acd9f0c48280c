package storetest

import (
	"fmt"
	"strings"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/promql/parser"

	"github.com/tokenpath/tokenpath/demo/store"
)

// LoadScript writes series in the notation of promtool's tests: a line
// `load <step>` and below it one series a line with its values, which stand
// step apart from start on:
//
//	load 15s
//	  up{job="a"} 1x239
//	  tokens_total{pod="p"} 0+15x100 _x4 0+15x100
//
// `_` is a missing sample, `stale` a staleness marker, `#` begins a comment.
// Several load blocks are allowed; `at <offset>` before a block's series moves
// its first instant, which promtool does not have.
func (s *Server) LoadScript(start time.Time, script string) {
	s.t.Helper()
	points, err := parseScript(start, script)
	if err != nil {
		s.t.Fatal(err)
	}
	s.write(points)
}

func parseScript(start time.Time, script string) ([]point, error) {
	var (
		points []point
		step   time.Duration
		first  = start
		p      = parser.NewParser(parser.Options{})
	)
	for n, line := range strings.Split(script, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if d, ok, err := directive(line, "load"); ok {
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", n+1, err)
			}
			step, first = d, start
			continue
		}
		if d, ok, err := directive(line, "at"); ok {
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", n+1, err)
			}
			first = start.Add(d)
			continue
		}
		if step == 0 {
			return nil, fmt.Errorf("line %d: a series before `load <step>`", n+1)
		}
		more, err := seriesLine(p, line, first, step)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n+1, err)
		}
		points = append(points, more...)
	}
	return points, nil
}

// directive reads `word <duration>`.
func directive(line, word string) (time.Duration, bool, error) {
	fields := strings.Fields(line)
	if len(fields) != 2 || fields[0] != word {
		return 0, false, nil
	}
	d, err := model.ParseDuration(fields[1])
	return time.Duration(d), true, err
}

func seriesLine(p parser.Parser, line string, first time.Time, step time.Duration) ([]point, error) {
	lbls, values, err := p.ParseSeriesDesc(line)
	if err != nil {
		return nil, err
	}
	to := &store.Series{Labels: lbls}
	out := make([]point, 0, len(values))
	for i, v := range values {
		if v.Omitted {
			continue
		}
		if v.Histogram != nil {
			return nil, fmt.Errorf("native histograms are not supported in %s", lbls)
		}
		out = append(out, point{to, first.Add(time.Duration(i) * step).UnixMilli(), v.Value, 0})
	}
	return out, nil
}

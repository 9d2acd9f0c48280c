package events

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// sentence joins what a finding's title leaves to say, without empty parts: how much · for how long · evidence · what to
// do.
func sentence(parts ...string) string {
	var said []string
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	return strings.Join(said, " · ")
}

// figure writes a number with three significant digits.
func figure(v float64) string {
	if v == 0 || math.IsNaN(v) || math.IsInf(v, 0) {
		return "0"
	}
	digits := max(0, 2-int(math.Floor(math.Log10(math.Abs(v)))))
	text := strconv.FormatFloat(v, 'f', digits, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// percent writes a share of 1.
func percent(v float64) string { return figure(v*100) + " %" }

// length writes how long something lasted, in at most two units.
func length(ms int64) string {
	s := (ms + 500) / 1000
	switch {
	case s < 120:
		return fmt.Sprintf("%d s", s)
	case s < 2*3600:
		return fmt.Sprintf("%d min", (s+30)/60)
	case s < 48*3600:
		if m := s % 3600 / 60; m > 0 {
			return fmt.Sprintf("%d h %d min", s/3600, m)
		}
		return fmt.Sprintf("%d h", s/3600)
	}
	return fmt.Sprintf("%d d", (s+43200)/86400)
}

// times writes how often something happened.
func times(n float64) string {
	switch n = math.Round(n); n {
	case 0, 1:
		return "once"
	case 2:
		return "twice"
	}
	return strconv.FormatFloat(math.Round(n), 'f', 0, 64) + " times"
}

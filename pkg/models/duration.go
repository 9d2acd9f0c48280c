package models

import (
	"regexp"
	"strconv"
	"time"
)

var durationPart = regexp.MustCompile(`^(\d+)(ms|s|m|h|d|w|y)`)

var durationUnit = map[string]time.Duration{
	"ms": time.Millisecond, "s": time.Second, "m": time.Minute, "h": time.Hour,
	"d": 24 * time.Hour, "w": 7 * 24 * time.Hour, "y": 365 * 24 * time.Hour,
}

// ParseDuration reads a Prometheus duration such as "15s" or "1h30m"; it must be longer than nothing.
// A leading ">" as in Grafana's minimum intervals is accepted.
func ParseDuration(field, s string) (time.Duration, error) {
	rest := s
	if rest != "" && rest[0] == '>' {
		rest = rest[1:]
	}
	var total time.Duration
	for rest != "" {
		m := durationPart.FindStringSubmatch(rest)
		if m == nil {
			return 0, Fieldf(field, "%q is no duration; write it like 15s, 5m or 1h30m", s)
		}
		n, err := strconv.ParseInt(m[1], 10, 32)
		if err != nil {
			return 0, Fieldf(field, "%q is too long a duration", s)
		}
		total += time.Duration(n) * durationUnit[m[2]]
		rest = rest[len(m[0]):]
	}
	if total <= 0 {
		return 0, Fieldf(field, "%q is no duration; write it like 15s, 5m or 1h30m", s)
	}
	return total, nil
}

package promapi

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// storeBound is what a store said it allows in one request when it refused one.
// One of points and length is above zero.
type storeBound struct {
	points int64 // instants
	length int64 // ms, the windows of the expression included
	asked  int64 // ms, what the store took the length of the request to be
}

var (
	// Prometheus, Mimir, Thanos: exceeded maximum resolution of 11,000 points per
	// timeseries. VictoriaMetrics: cannot exceed
	// -search.maxPointsPerTimeseries=30000; since 1.8x: the maximum number of
	// points is 30000; (see -search.maxPointsPerTimeseries command-line flag).
	refusedPoints = regexp.MustCompile(`exceeded maximum resolution of ([\d,]{1,12}) points|-search\.maxPoints(?:Subquery)?PerTimeseries=(\d{1,12})|maximum number of points is (\d{1,12})`)
	// Mimir, Cortex, the Thanos query frontend: the query time range exceeds the
	// limit (query length: 2160h0m0s, limit: 768h0m0s).
	refusedLength = regexp.MustCompile(`query time range exceeds the limit \(query length: ([\w.]{1,40}), limit: ([\w.]{1,40})\)`)
)

// boundIn finds a bound in a store's error text, nil when there is none. The
// last place counts: some stores quote the expression first.
func boundIn(text string) *storeBound {
	if m := last(refusedPoints, text); m != nil {
		n, err := strconv.ParseInt(strings.ReplaceAll(m[1]+m[2]+m[3], ",", ""), 10, 64)
		if err == nil && n > 0 {
			return &storeBound{points: n}
		}
	}
	if m := last(refusedLength, text); m != nil {
		asked, limit := duration(m[1]), duration(m[2])
		if limit > 0 && asked > limit {
			return &storeBound{length: limit, asked: asked}
		}
	}
	return nil
}

func last(re *regexp.Regexp, text string) []string {
	all := re.FindAllStringSubmatch(text, -1)
	if len(all) == 0 {
		return nil
	}
	return all[len(all)-1]
}

// longUnits are those of Prometheus that Go does not have.
var longUnits = regexp.MustCompile(`^(?:(\d{1,4})y)?(?:(\d{1,5})w)?(?:(\d{1,6})d)?(.*)$`)

// duration reads 768h0m0s, 32d and 1y2w in ms; 0 is something else.
func duration(text string) int64 {
	m := longUnits.FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	total := int64(0)
	for i, days := range []int64{365, 7, 1} {
		if n, err := strconv.ParseInt(m[i+1], 10, 64); err == nil {
			total += n * days * 24 * int64(time.Hour/time.Millisecond)
		}
	}
	if m[4] == "" {
		return total
	}
	d, err := time.ParseDuration(m[4])
	if err != nil || d < 0 {
		return 0
	}
	return total + d.Milliseconds()
}

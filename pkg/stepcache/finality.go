package stepcache

import (
	"regexp"
	"strconv"

	"github.com/tokenpath/tokenpath/pkg/promapi"
)

const (
	second = int64(1000)
	minute = 60 * second
	// lookback is how far back PromQL looks for the last sample of a series.
	lookback = 5 * minute
	// late is how long after its time a sample may arrive.
	late = 5 * minute
	// settled is the age at which a step is final even where nothing newer was seen: its series may have ended.
	settled = 60 * minute
	// maxAge is how long anything is kept after it was read.
	maxAge = 10 * minute
)

var (
	// Text in quotes and comments can hold anything.
	quoted = regexp.MustCompile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`|#[^\\n]*")
	// What may look ahead of a step, or gives another value each time it is asked. That now() and rand() are MetricsQL's.
	unsteady = regexp.MustCompile(`(?i)@|\boffset\s*-|\b(?:now|rand|rand_normal|rand_exponential)\s*\(`)
	bracket  = regexp.MustCompile(`\[([^\]]*)\]`)
	offset   = regexp.MustCompile(`(?i)\boffset\s+(\S+)`)
	duration = regexp.MustCompile(`^(?:\d+(?:ms|[smhdwy]))+$`)
	part     = regexp.MustCompile(`(\d+)(ms|[smhdwy])`)
	units    = map[string]int64{"ms": 1, "s": second, "m": minute, "h": 60 * minute, "d": 24 * 60 * minute, "w": 7 * 24 * 60 * minute, "y": 365 * 24 * 60 * minute}
)

// overlapOf is how far behind the newest value a step of an expression is final: everything that the expression looks
// back over, added up, and the time that samples may be late. It says no to an expression whose steps depend on one
// another, look ahead, change each time, or whose windows it cannot read.
func overlapOf(expr string) (int64, bool) {
	bare := quoted.ReplaceAllString(expr, `""`)
	if promapi.DependsOnRange(expr) || unsteady.MatchString(bare) {
		return 0, false
	}
	total := lookback + late
	for _, found := range append(bracket.FindAllStringSubmatch(bare, -1), offset.FindAllStringSubmatch(bare, -1)...) {
		window, ok := windowOf(found[1])
		if !ok {
			return 0, false
		}
		total += window
	}
	return total, true
}

// windowOf reads what stands in brackets: a duration, or that and the resolution of a subquery, which counts too, since
// its instants lie on multiples of it.
func windowOf(text string) (int64, bool) {
	var total int64
	for _, d := range splitColon(text) {
		n, ok := milliseconds(d)
		if !ok {
			return 0, false
		}
		total += n
	}
	return total, true
}

func splitColon(text string) []string {
	for i := range len(text) {
		if text[i] == ':' {
			if i+1 == len(text) { // the default resolution, which only the store knows: a minute
				return []string{text[:i], "1m"}
			}
			return []string{text[:i], text[i+1:]}
		}
	}
	return []string{text}
}

func milliseconds(text string) (int64, bool) {
	for len(text) > 0 && (text[len(text)-1] == ')' || text[len(text)-1] == ' ') {
		text = text[:len(text)-1]
	}
	if !duration.MatchString(text) {
		return 0, false
	}
	var total int64
	for _, p := range part.FindAllStringSubmatch(text, -1) {
		n, err := strconv.ParseInt(p[1], 10, 64)
		if err != nil || n > 1<<40 {
			return 0, false
		}
		total += n * units[p[2]]
	}
	return total, true
}

// write is the PromQL duration of ms.
func write(ms int64) string {
	if ms%second == 0 {
		return strconv.FormatInt(ms/second, 10) + "s"
	}
	return strconv.FormatInt(ms, 10) + "ms"
}

// finalTo is the time up to which an answer, asked for at a moment, no longer changes.
func finalTo(m *promapi.Matrix, asked, overlap int64) int64 {
	return max(min(asked, newest(m))-overlap, asked-max(settled, overlap))
}

// newest is the last time at which an answer has a value, 0 for none.
func newest(m *promapi.Matrix) int64 {
	var last int64
	for _, s := range m.Series {
		last = max(last, s.Times[len(s.Times)-1])
	}
	for _, s := range m.Histograms {
		last = max(last, s.Times[len(s.Times)-1])
	}
	return last
}

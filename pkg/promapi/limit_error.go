package promapi

import "fmt"

// LimitError says which of Limits an answer passed and by how much.
type LimitError struct {
	Limit string // "series", "samples", "bytes", "label values", "exemplars" or "metric descriptions"
	Max   int64
	// Seen is the size of the answer, or what was counted before reading stopped.
	Seen int64
	// AtLeast is true when reading stopped before the whole size was known.
	AtLeast bool
}

func (e *LimitError) Error() string {
	atLeast := ""
	if e.AtLeast {
		atLeast = "at least "
	}
	return fmt.Sprintf("the answer has %s%s, the limit is %s (%s%s over, set by %s); %s",
		atLeast, quantity(e.Limit, e.Seen), quantity(e.Limit, e.Max), atLeast, quantity(e.Limit, e.Seen-e.Max), e.setting(), e.Narrow())
}

// setting is the key of the limit in the data source's settings; label values and descriptions count
// as series, exemplars as samples.
func (e *LimitError) setting() string {
	switch e.Limit {
	case limitValues, limitMetadata:
		return "limits.series"
	case limitExemplars:
		return "limits.samples"
	}
	return "limits." + e.Limit
}

// Narrow says how to get under the limit.
func (e *LimitError) Narrow() string {
	switch e.Limit {
	case limitSeries:
		return "narrow it with filters (cluster, namespace, model) or a coarser grain"
	case limitValues, limitExemplars:
		return "narrow it with filters or a shorter time range"
	}
	return "narrow it with a longer step, a shorter time range or filters"
}

const (
	limitSeries  = "series"
	limitSamples = "samples"
	limitBytes   = "bytes"
	limitValues  = "label values"

	limitExemplars = "exemplars"
	limitMetadata  = "metric descriptions"
)

// quantity writes 10000000 samples as "10,000,000 samples" and bytes in MiB.
func quantity(limit string, n int64) string {
	if limit == limitBytes && n >= 1<<20 {
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	}
	return thousands(n) + " " + limit
}

func thousands(n int64) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0 && text[i-1] != '-'; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

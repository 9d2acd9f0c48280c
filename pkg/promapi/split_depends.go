package promapi

import "regexp"

var (
	// Text in quotes and comments can hold anything.
	quotedText = regexp.MustCompile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`|#[^\\n]*")
	// start(), end() and range() of PromQL; of MetricsQL the functions that look
	// at all instants of the answer, and default, which fills gaps of series that
	// have a sample anywhere in the range.
	overRange = regexp.MustCompile(`(?i)\b(?:start|end|range)\s*\(\s*\)` +
		`|\b(?:range|running|topk|bottomk|outliers|smooth)_\w+\s*\(` +
		`|\b(?:outliersk|interpolate|keep_last_value|keep_next_value|remove_resets|buckets_limit|limitk|limit_offset)\s*\(` +
		`|\bdefault\b`)
)

// dependsOnRange says whether an expression may give other values at an instant
// when it is asked for a shorter range around it. It looks at words, not at
// grammar, and errs towards yes: a metric or label called default is enough.
func dependsOnRange(expr string) bool {
	return overRange.MatchString(quotedText.ReplaceAllString(expr, `""`))
}

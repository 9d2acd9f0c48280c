package catalog

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	legacyLabel  = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z0-9_]*$`)
	legacyMetric = regexp.MustCompile(`^[a-zA-Z_:][a-zA-Z0-9_:]*$`)
)

// QuoteLabelValue writes any text as a PromQL string, quotes included. Every byte of the text survives,
// also quotes, backslashes, newlines, control characters and bytes that are not UTF-8.
func QuoteLabelValue(v string) string {
	// Go's quoting is PromQL's save for U+FFFD itself, which PromQL's lexer refuses when it stands bare.
	return strings.ReplaceAll(strconv.Quote(v), "\uFFFD", `\ufffd`)
}

// QuoteLabelName writes a label name as PromQL: bare where the classic rules allow it, so that every
// store understands it, and quoted where the name needs UTF-8.
func QuoteLabelName(name string) string {
	if legacyLabel.MatchString(name) {
		return name
	}
	return QuoteLabelValue(name)
}

// QuoteMetricName writes a metric name for use inside braces or as a bare selector: bare where the
// classic rules allow it, else as {"name"}.
func QuoteMetricName(name string) string {
	if legacyMetric.MatchString(name) {
		return name
	}
	return "{" + QuoteLabelValue(name) + "}"
}

// QuoteLabelNames writes a list of label names, as after by, on or group_left.
func QuoteLabelNames(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = QuoteLabelName(n)
	}
	return strings.Join(quoted, ",")
}

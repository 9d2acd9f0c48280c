package provision

import (
	"os"
	"regexp"
	"strconv"
	"strings"
)

// reference matches Grafana's own form of a variable, ${NAME} or $__env{NAME}.
var reference = regexp.MustCompile(`\$(?:__env)?\{([^}]+)\}`)

// expand replaces $NAME, ${NAME} and $__env{NAME} by the environment's value and "$$" by a dollar
// sign, as Grafana does. There is no form with a default: a variable that is not set is empty.
func expand(text string, getenv Getenv) string {
	parts := strings.Split(text, "$$")
	for i, part := range parts {
		part = reference.ReplaceAllStringFunc(part, func(match string) string {
			return getenv(reference.FindStringSubmatch(match)[1])
		})
		parts[i] = os.Expand(part, getenv)
	}
	return strings.Join(parts, "$")
}

// expandAny expands the strings in a jsonData value. One that came from a variable may turn out to be
// a number or a boolean.
func expandAny(value any, getenv Getenv) any {
	switch v := value.(type) {
	case string:
		return typed(v, expand(v, getenv))
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = expandAny(item, getenv)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for key, item := range v {
			out[key] = expandAny(item, getenv)
		}
		return out
	default:
		return value
	}
}

// typed gives an expanded value the type it looks like; what was written out stays a string, and so
// does what holds an escaped dollar sign.
func typed(written, expanded string) any {
	if written == expanded || strings.Contains(written, "$$") {
		return expanded
	}
	if n, err := strconv.ParseInt(expanded, 10, 64); err == nil {
		return n
	}
	if f, err := strconv.ParseFloat(expanded, 64); err == nil {
		return f
	}
	if b, err := strconv.ParseBool(expanded); err == nil {
		return b
	}
	return expanded
}

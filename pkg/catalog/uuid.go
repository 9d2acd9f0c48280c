package catalog

import (
	"regexp"
	"strings"
)

var uuidForm = regexp.MustCompile(`^(?i:(gpu-|mig-)?)([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$`)

// IsUUID tells whether a text is a UUID in any of its spellings, which no other card has; names of tests and indexes
// are none.
func IsUUID(s string) bool { return uuidForm.MatchString(strings.TrimSpace(s)) }

// NormalizeUUID brings the spellings of a GPU's UUID to one form: "GPU-" and lower-case hex. A bare UUID
// gets the prefix, a MIG instance's keeps its own, and text that is no UUID only loses outer blanks.
func NormalizeUUID(s string) string {
	s = strings.TrimSpace(s)
	m := uuidForm.FindStringSubmatch(s)
	if m == nil {
		return s
	}
	prefix := strings.ToUpper(m[1])
	if prefix == "" {
		prefix = "GPU-"
	}
	return prefix + strings.ToLower(m[2])
}

var indexForm = regexp.MustCompile(`^(?i:gpu|nvidia|cuda:)(\d+)$`)

// normalizeIndex brings "GPU0" and "nvidia0" to "0", as other sources write it.
func normalizeIndex(s string) string {
	if m := indexForm.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	return s
}

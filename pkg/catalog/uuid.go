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
	if normal(s) {
		return s
	}
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

// normal tells whether a UUID is written as NormalizeUUID writes it, as nearly all are: an expression costs more than all
// else that is read of a series.
func normal(s string) bool {
	const form = "GPU-00000000-0000-0000-0000-000000000000"
	if len(s) != len(form) || s[:4] != "GPU-" && s[:4] != "MIG-" {
		return false
	}
	for i := 4; i < len(s); i++ {
		hex := s[i] >= '0' && s[i] <= '9' || s[i] >= 'a' && s[i] <= 'f'
		if dash := form[i] == '-'; dash && s[i] != '-' || !dash && !hex {
			return false
		}
	}
	return true
}

var indexForm = regexp.MustCompile(`^(?i:gpu|nvidia|cuda:)(\d+)$`)

// normalizeIndex brings "GPU0" and "nvidia0" to "0", as other sources write it.
func normalizeIndex(s string) string {
	if m := indexForm.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	return s
}

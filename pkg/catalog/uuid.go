package catalog

import (
	"regexp"
	"strings"
)

var uuidForm = regexp.MustCompile(`^(?i:(gpu-|mig-)?)([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$`)

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

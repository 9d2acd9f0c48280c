package catalog

import (
	"regexp"
	"strings"
)

// Kubernetes draws the random parts of names from letters and digits that form no words.
// Source: k8s.io/apimachinery/pkg/util/rand.
const randomText = `[bcdfghjklmnpqrstvwxz2456789]`

var podSuffixes = []*regexp.Regexp{
	regexp.MustCompile(`-` + randomText + `{5,10}-` + randomText + `{5}$`), // Deployment: template hash and pod
	regexp.MustCompile(`-\d+$`),                   // StatefulSet: ordinal
	regexp.MustCompile(`-` + randomText + `{5}$`), // DaemonSet, Job
}

// Workload is a pod's name without what its controller added to it. A name that no controller made stays as it is.
func Workload(pod string) string {
	for _, suffix := range podSuffixes {
		if at := suffix.FindStringIndex(pod); at != nil && at[0] > 0 {
			return pod[:at[0]]
		}
	}
	return pod
}

// NormalizeRole brings the words for a replica's part in disaggregated serving to prefill, decode or both.
func NormalizeRole(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	switch s {
	case "unified", "aggregated", "prefill-decode", "prefill_decode", "null":
		return "both"
	}
	return s
}

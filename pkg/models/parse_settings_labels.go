package models

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// validLabels checks the settings that name labels of the sources.
func (s Settings) validLabels() error {
	if s.ClusterLabel != "" {
		if err := validLabelName("clusterLabel", s.ClusterLabel); err != nil {
			return err
		}
	}
	for _, list := range []struct {
		field string
		names []string
	}{{"replicaLabels", s.ReplicaLabels}, {"tenantLabels", s.TenantLabels}, {"modelLabels", s.ModelLabels}, {"groupLabels", s.GroupLabels}} {
		for i, name := range list.names {
			if err := validLabelName(fmt.Sprintf("%s[%d]", list.field, i), name); err != nil {
				return err
			}
		}
	}
	return nil
}

// validLabelName accepts what Prometheus 3 does: any text in UTF-8, so also names with dots. Control characters and
// blanks at the ends are slips of the keyboard.
func validLabelName(field, name string) error {
	switch {
	case strings.TrimSpace(name) == "":
		return Fieldf(field, "is empty; write the name of a label")
	case name == "__name__":
		return Fieldf(field, "__name__ is a metric's name and no label of its own")
	case !utf8.ValidString(name), strings.ContainsFunc(name, unicode.IsControl), strings.TrimSpace(name) != name:
		return Fieldf(field, "%q is no name of a label", name)
	}
	return nil
}

func validLabelNames[V any](field string, labels map[string]V) error {
	for _, name := range slices.Sorted(maps.Keys(labels)) {
		if err := validLabelName(field, name); err != nil {
			return err
		}
	}
	return nil
}

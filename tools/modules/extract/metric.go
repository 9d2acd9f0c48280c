package main

import (
	"maps"
	"slices"
)

// metric is one that a module defines. Type is empty, and Labels and Buckets are nil, where they are not known;
// metrics without labels have an empty list.
type metric struct {
	Name    string    `json:"name"`
	Type    string    `json:"type,omitempty"`
	Labels  []string  `json:"labels"`
	Buckets []float64 `json:"buckets"`
	File    string    `json:"file"`
}

// merge leaves one metric of each name. What its definitions do not agree on is not known, labels are those of any; a
// definition that does not know its type says nothing of it.
func merge(all []metric) []metric {
	byName := map[string][]metric{}
	for _, m := range all {
		byName[m.Name] = append(byName[m.Name], m)
	}
	merged := make([]metric, 0, len(byName))
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		merged = append(merged, together(byName[name]))
	}
	return merged
}

func together(same []metric) metric {
	one := same[0]
	types := map[string]bool{}
	for _, m := range same {
		if m.Type != "" {
			types[m.Type] = true
			one.Type = m.Type
		}
		if one.Labels == nil || m.Labels == nil {
			one.Labels = nil
		} else {
			one.Labels = union(one.Labels, m.Labels)
		}
		if !slices.Equal(one.Buckets, m.Buckets) {
			one.Buckets = nil
		}
	}
	if len(types) > 1 {
		one.Type = ""
	}
	return one
}

// union is never nil.
func union(lists ...[]string) []string {
	all := []string{}
	for _, list := range lists {
		for _, item := range list {
			if !slices.Contains(all, item) {
				all = append(all, item)
			}
		}
	}
	return all
}

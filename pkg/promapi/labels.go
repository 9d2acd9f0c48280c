package promapi

import (
	"slices"
	"strings"
)

// Label is one name/value pair.
type Label struct{ Name, Value string }

// Labels are sorted by name, without duplicates and without empty values (which
// in Prometheus mean that the label is absent).
type Labels []Label

// Get returns the value of a label, "" when it is absent.
func (l Labels) Get(name string) string {
	if i, ok := l.find(name); ok {
		return l[i].Value
	}
	return ""
}

// Has says whether the label is present.
func (l Labels) Has(name string) bool {
	_, ok := l.find(name)
	return ok
}

// find scans: a series has few labels, and most comparisons end at the length.
func (l Labels) find(name string) (int, bool) {
	for i := range l {
		if l[i].Name == name {
			return i, true
		}
	}
	return 0, false
}

// normalise brings labels as they came into the order Labels promises. Stores
// answer sorted; the sort is for proxies that rebuild the object.
func (l Labels) normalise() Labels {
	byName := func(a, b Label) int { return strings.Compare(a.Name, b.Name) }
	if !slices.IsSortedFunc(l, byName) {
		slices.SortStableFunc(l, byName)
	}
	out := l[:0]
	for i, label := range l {
		repeated := i+1 < len(l) && l[i+1].Name == label.Name // the last one wins, as in any JSON object
		if !repeated && label.Value != "" {
			out = append(out, label)
		}
	}
	return out
}

// compare orders label sets as Prometheus orders the series of an answer.
func (l Labels) compare(other Labels) int {
	return slices.CompareFunc(l, other, func(a, b Label) int {
		if n := strings.Compare(a.Name, b.Name); n != 0 {
			return n
		}
		return strings.Compare(a.Value, b.Value)
	})
}

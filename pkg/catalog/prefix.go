package catalog

import "strings"

// spellings are an alternative's forms under each of the system's prefixes, the file's own first.
func (s System) spellings(a Alternative) []Alternative {
	if len(s.Prefixes) == 0 || !strings.HasPrefix(a.ExposedNames()[0], s.Prefixes[0]) {
		return []Alternative{a}
	}
	out := []Alternative{a}
	for _, prefix := range s.Prefixes[1:] {
		x := a
		x.Metric = s.respelled(a.Metric, prefix)
		x.Numerator, x.Denominator = s.respelled(a.Numerator, prefix), s.respelled(a.Denominator, prefix)
		x.Sum, x.Optional = s.respelledAll(a.Sum, prefix), s.respelledAll(a.Optional, prefix)
		out = append(out, x)
	}
	return out
}

// spelled lists names under each of the system's prefixes.
func (s System) spelled(names []string) []string {
	var out []string
	for _, n := range names {
		out = append(out, n)
		for i, prefix := range s.Prefixes {
			if i > 0 && strings.HasPrefix(n, s.Prefixes[0]) {
				out = append(out, s.respelled(n, prefix))
			}
		}
	}
	return out
}

func (s System) respelled(name, prefix string) string {
	if rest, ok := strings.CutPrefix(name, s.Prefixes[0]); ok {
		return prefix + rest
	}
	return name
}

func (s System) respelledAll(names []string, prefix string) []string {
	var out []string
	for _, n := range names {
		out = append(out, s.respelled(n, prefix))
	}
	return out
}

package promapi

const (
	firstSlab = 1 << 10
	lastSlab  = 1 << 15
)

// slab cuts many small slices of exact size from few large ones.
type slab[T any] struct {
	free []T
	size int
}

// keep returns a copy of src that will not move and cannot be appended into its
// neighbour.
func (s *slab[T]) keep(src []T) []T {
	n := len(src)
	if n > lastSlab/4 {
		return append(make([]T, 0, n), src...)
	}
	if n > len(s.free) {
		s.size = max(firstSlab, min(2*s.size, lastSlab), n)
		s.free = make([]T, s.size)
	}
	out := s.free[:n:n]
	s.free = s.free[n:]
	copy(out, src)
	return out
}

// interner keeps one copy of each string of an answer.
type interner map[string]string

const internLimit = 1 << 17

func (in interner) get(b []byte) string {
	if text, ok := in[string(b)]; ok {
		return text
	}
	text := string(b)
	if len(in) < internLimit {
		in[text] = text
	}
	return text
}

package join

// Ends counts the steps at which a quantile lies at an end of its histogram, where it is less than an interpolation.
type Ends struct {
	// Steps are those that have a quantile.
	Steps int
	// First counts those in a first bucket, which begins at 0, by its upper edge; Last those above the last finite edge, by
	// that edge. Edges are in the unit of the buckets.
	First, Last map[float64]int
}

// SetEnds puts what is known of an operand's ends.
func (r *Row) SetEnds(operand int, e *Ends) {
	if e == nil {
		return
	}
	if r.Ends == nil {
		r.Ends = make([]*Ends, len(r.Values))
	}
	r.Ends[operand] = e
}

// EndsOf are those of an operand; nil where it is no quantile or the row has none of it.
func (r *Row) EndsOf(operand int) *Ends {
	if operand >= len(r.Ends) {
		return nil
	}
	return r.Ends[operand]
}

// add counts a step whose quantile lies in bucket b. A first bucket that ends at or below 0 is its edge, as in PromQL.
func (e *Ends) add(b int, le []float64) {
	if b < 0 {
		return
	}
	e.Steps++
	switch {
	case b == len(le)-1:
		e.Last = counted(e.Last, le[b-1])
	case b == 0 && le[0] > 0:
		e.First = counted(e.First, le[0])
	}
}

// counted adds a step to an edge.
func counted(to map[float64]int, edge float64) map[float64]int {
	if to == nil {
		to = map[float64]int{}
	}
	to[edge]++
	return to
}

// fromBuckets puts what follows from an operand's buckets.
func (r *Row) fromBuckets(operand int, b *bucketSums, op *Operand) {
	values, ends := b.result(op)
	r.Values[operand], r.Le[operand] = values, b.edges()
	r.SetEnds(operand, ends)
}

package promapi

// Join puts the answers to consecutive parts of a range together, in the order of their times, as QueryRange does with
// the parts of a long one. The limits of one answer hold for the whole. The parts are left as they are.
func (c *Client) Join(parts ...*Matrix) (*Matrix, error) {
	samples := 0
	for _, p := range parts {
		samples += p.Samples
	}
	if samples > c.limits.Samples {
		return nil, c.fail(limitFailure(&LimitError{Limit: limitSamples, Max: int64(c.limits.Samples), Seen: int64(samples)}))
	}
	m, err := stitch(parts, c.limits)
	if err != nil {
		return nil, c.fail(stitchFailure(err))
	}
	return m, nil
}

// DependsOnRange says whether the steps of an expression may depend on one another, so that its values at an instant
// change with the range it is asked for. In doubt it says yes.
func DependsOnRange(expr string) bool { return dependsOnRange(expr) }

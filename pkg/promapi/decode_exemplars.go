package promapi

// exemplarReader reads one answer of exemplars.
type exemplarReader struct {
	*decoder
	out   *Exemplars
	items []Exemplar // scratch of the series being read
	slab  slab[Exemplar]
}

// decodeExemplars reads [{"seriesLabels":{…},"exemplars":[…]}, …].
func decodeExemplars(b *body, limits Limits) (*Exemplars, error) {
	r := &exemplarReader{decoder: newDecoder(b, limits), out: &Exemplars{}}
	notes, err := r.s.envelope(func() error { return r.s.array(r.readOne) })
	if err != nil {
		return nil, err
	}
	r.out.Warnings, r.out.Bytes = notes, r.s.offset()
	return r.out, nil
}

func (r *exemplarReader) readOne() error {
	r.items = r.items[:0]
	var labels Labels
	err := r.s.object(func(key string) error {
		switch key {
		case "seriesLabels":
			var err error
			labels, err = r.labelSet()
			return err
		case "exemplars":
			if absent, err := r.s.null(); err != nil || absent {
				return err
			}
			return r.s.array(r.readExemplar)
		}
		return r.s.skip(0)
	})
	if err != nil || len(r.items) == 0 {
		return err
	}
	if seen := len(r.out.Series) + 1; seen > r.limits.Series {
		return &LimitError{Limit: limitSeries, Max: int64(r.limits.Series), Seen: int64(seen), AtLeast: true}
	}
	r.out.Series = append(r.out.Series, ExemplarSeries{Labels: labels, Exemplars: r.slab.keep(r.items)})
	return nil
}

func (r *exemplarReader) labelSet() (Labels, error) {
	if err := r.readLabels(); err != nil {
		return nil, err
	}
	return Labels(r.labelSlab.keep(Labels(r.labels).normalise())), nil
}

// readExemplar reads {"labels":{…},"value":"6","timestamp":1600096945.479}.
func (r *exemplarReader) readExemplar() error {
	if r.out.Count++; r.out.Count > r.limits.Samples {
		return &LimitError{Limit: limitExemplars, Max: int64(r.limits.Samples), Seen: int64(r.out.Count), AtLeast: true}
	}
	var e Exemplar
	valued, timed := false, false
	err := r.s.object(func(key string) (err error) {
		switch key {
		case "labels":
			e.Labels, err = r.labelSet()
			return err
		case "value":
			valued = true
			e.Value, err = r.s.value()
			return err
		case "timestamp":
			timed = true
			e.Time, err = r.s.timestamp()
			return err
		}
		return r.s.skip(0)
	})
	if err != nil {
		return err
	}
	if !valued || !timed {
		return r.s.malformed("an exemplar without value or timestamp, before the text")
	}
	r.items = append(r.items, e)
	return nil
}

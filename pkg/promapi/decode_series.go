package promapi

// readSeries reads one element of a matrix or vector.
func (d *decoder) readSeries() error {
	d.labels, d.values, d.histograms = d.labels[:0], d.values[:0], d.histograms[:0]
	d.times.begin()
	d.histTimes.begin()
	before, seen, seenHistograms := d.samples, false, false
	err := d.s.object(func(key string) error {
		switch key {
		case "metric":
			return d.readLabels()
		case "value", "values":
			if seen {
				return d.s.malformed("a series that has its samples twice")
			}
			seen = true
			if key == "value" {
				return d.sample()
			}
			return d.readValues()
		case "histogram", "histograms":
			if seenHistograms {
				return d.s.malformed("a series that has its histograms twice")
			}
			seenHistograms = true
			if key == "histogram" {
				return d.histogramSample()
			}
			return d.readHistograms()
		}
		return d.s.skip(0)
	})
	if err != nil {
		return err
	}
	if err = d.keep(); err != nil || d.over != nil || d.shared == nil {
		return err
	}
	return d.share(d.samples - before)
}

// share takes what a series has used from what all parts of the answer have.
func (d *decoder) share(n int) error {
	total := d.shared.samples.Add(int64(n))
	if total <= int64(d.limits.Samples) {
		return nil
	}
	d.exceed(limitSamples)
	d.over.samples = total
	return errCounted
}

// readLabels reads {"name":"value", …} into d.labels.
func (d *decoder) readLabels() error {
	d.labels = d.labels[:0]
	s := d.s
	if absent, err := s.null(); err != nil || absent {
		return err
	}
	if err := s.expect('{'); err != nil {
		return err
	}
	if c, err := s.token(); err != nil {
		return err
	} else if c == '}' {
		s.pos++
		return nil
	}
	for more := true; more; {
		label, err := d.readLabel()
		if err != nil {
			return err
		}
		d.labels = append(d.labels, label)
		if more, err = s.more('}'); err != nil {
			return err
		}
	}
	return nil
}

func (d *decoder) readLabel() (Label, error) {
	b, err := d.s.str()
	if err != nil {
		return Label{}, err
	}
	name := d.strings.get(b)
	if err = d.s.expect(':'); err != nil {
		return Label{}, err
	}
	b, err = d.s.str()
	if err != nil {
		return Label{}, err
	}
	return Label{Name: name, Value: d.strings.get(b)}, nil
}

// keep copies the series that was read out of the scratch space.
func (d *decoder) keep() error {
	if len(d.values) == 0 && len(d.histograms) == 0 && d.over == nil {
		return nil
	}
	if d.over == nil && d.kept >= d.limits.Series {
		d.exceed(limitSeries)
	}
	if d.over != nil {
		return d.count()
	}
	d.kept++
	labels := Labels(d.labelSlab.keep(Labels(d.labels).normalise()))
	if len(d.values) > 0 {
		d.series = append(d.series, Series{Labels: labels, Times: d.times.keep(), Values: d.valueSlab.keep(d.values)})
		d.samples += len(d.values)
	}
	if len(d.histograms) > 0 {
		d.histSeries = append(d.histSeries, HistogramSeries{Labels: labels, Times: d.histTimes.keep(), Samples: d.histSlab.keep(d.histograms)})
	}
	return nil
}

package promapi

import "strconv"

// readValues reads [[time,"value"], …]. Nearly all samples have one fixed shape
// and are taken by fastRun; the rest (other spacing, escapes, the sample at the
// edge of the window or of the series) goes through the general scanner.
func (d *decoder) readValues() error {
	s := d.s
	if absent, err := s.null(); err != nil || absent {
		return err
	}
	if err := s.expect('['); err != nil {
		return err
	}
	if c, err := s.token(); err != nil {
		return err
	} else if c == ']' {
		s.pos++
		return nil
	}
	for more := true; more; {
		if s.end-s.pos < fastSample {
			s.fill() // an error shows with the next token
		}
		if err := d.fastRun(); err != nil {
			return err
		}
		if err := d.sample(); err != nil {
			return err
		}
		var err error
		if more, err = s.more(']'); err != nil {
			return err
		}
	}
	return nil
}

// fastRun takes as many samples of the fixed shape as the window holds, each
// with the comma after it.
func (d *decoder) fastRun() error {
	b := d.s.buf[d.s.pos:d.s.end]
	taken := 0
	for {
		at, v, n := fixedSample(b[taken:])
		if n == 0 || taken+n >= len(b) || b[taken+n] != ',' {
			d.s.pos += taken
			return nil
		}
		taken += n + 1
		if err := d.add(at, v); err != nil {
			d.s.pos += taken
			return d.locate(err)
		}
	}
}

// sample reads one [time,"value"] of any spelling.
func (d *decoder) sample() error {
	s := d.s
	if err := s.expect('['); err != nil {
		return err
	}
	at, err := s.timestamp()
	if err != nil {
		return err
	}
	if err = s.expect(','); err != nil {
		return err
	}
	text, err := s.str()
	if err != nil {
		return err
	}
	v, err := parseValue(text)
	if err != nil {
		return s.malformed("a value that is not a number, before the text")
	}
	if err = s.expect(']'); err != nil {
		return err
	}
	return d.locate(d.add(at, v))
}

// parseValue takes what strconv takes: NaN, +Inf, exponents, hexadecimal.
func parseValue(text []byte) (float64, error) { return strconv.ParseFloat(string(text), 64) }

func (d *decoder) add(at int64, v float64) error {
	if d.over != nil || d.samples+len(d.values) >= d.limits.Samples {
		return d.addOver(v)
	}
	d.values = append(d.values, v)
	if d.times.follows(at) {
		return nil
	}
	return d.times.add(at)
}

// addOver counts a sample past the limit, in portions.
func (d *decoder) addOver(v float64) error {
	if d.over == nil {
		d.exceed(limitSamples)
	}
	d.values = append(d.values, v)
	if len(d.values) < 1<<16 {
		return nil
	}
	return d.countSamples()
}

// locate gives an error of the time line its place in the text.
func (d *decoder) locate(err error) error {
	if err == errAscending { //nolint:errorlint // a sentinel, never wrapped
		return d.s.malformed(err.Error() + ", before the text")
	}
	return err
}

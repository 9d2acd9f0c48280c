package promapi

import "errors"

// decodeMatrix reads the answer to a query in one pass.
func decodeMatrix(b *body, limits Limits) (*Matrix, error) {
	d := newDecoder(b, limits)
	notes, err := d.s.envelope(d.data)
	if d.over != nil {
		return nil, d.overflow(err)
	}
	if err != nil {
		return nil, err
	}
	if err = d.checkType(); err != nil {
		return nil, err
	}
	return &Matrix{Series: d.series, Histograms: d.histSeries, Warnings: notes, Bytes: d.s.offset(), Samples: d.samples}, nil
}

func newDecoder(b *body, limits Limits) *decoder {
	return &decoder{s: newScanner(b, limits.Bytes), limits: limits, strings: interner{}, shared: b.shared}
}

// decoder collects the series of one answer.
type decoder struct {
	s       *scanner
	limits  Limits
	strings interner
	shared  *spent // by the parts of one answer; nil when it has no parts

	resultType string
	hasResult  bool
	scalar     *scalar

	series     []Series
	histSeries []HistogramSeries
	kept       int // series, of either kind or both
	samples    int // in series, and in the histograms of the one being read

	// Scratch of the series being read.
	labels     []Label
	values     []float64
	times      timeline
	histograms []Histogram
	histTimes  timeline
	buckets    []Bucket // of the histogram being read

	// What the finished series are cut from.
	labelSlab  slab[Label]
	valueSlab  slab[float64]
	histSlab   slab[Histogram]
	bucketSlab slab[Bucket]

	over *excess
}

// scalar is the [time, "text"] of a scalar or string result. Which of the two it
// is may only be known when resultType follows.
type scalar struct {
	at   int64
	text string
}

func (d *decoder) data() error {
	return d.s.object(func(key string) error {
		switch key {
		case "resultType":
			if err := d.s.textInto(&d.resultType); err != nil {
				return err
			}
			return d.knownType()
		case "result":
			d.hasResult = true
			return d.result()
		}
		return d.s.skip(0)
	})
}

func (d *decoder) result() error {
	if absent, err := d.s.null(); err != nil || absent {
		return err
	}
	first := true
	return d.s.array(func() error {
		c, err := d.s.token()
		if err != nil {
			return err
		}
		if d.scalar != nil {
			return d.s.malformed("a scalar of more than two parts")
		}
		if first && c != '{' {
			return d.readScalar()
		}
		first = false
		return d.readSeries()
	})
}

// readScalar reads the inside of [time, "text"]. The caller sees the closing
// bracket next.
func (d *decoder) readScalar() error {
	at, err := d.s.timestamp()
	if err != nil {
		return err
	}
	if err = d.s.expect(','); err != nil {
		return err
	}
	text, err := d.s.str()
	d.scalar = &scalar{at: at, text: string(text)}
	return err
}

func (d *decoder) knownType() error {
	switch d.resultType {
	case "matrix", "vector", "scalar", "string":
		return nil
	}
	return d.s.malformed("result type \"" + d.resultType + "\", which is not of the Prometheus API,")
}

// checkType compares the announced type with what was read.
func (d *decoder) checkType() error {
	switch {
	case !d.hasResult:
		return d.wrong("no data.result")
	case d.resultType == "string":
		return &storeError{errorType: "bad_data", message: "the expression gives a string, not numbers"}
	case (d.resultType == "scalar") != (d.scalar != nil):
		return d.wrong("data.result does not fit its resultType")
	case d.scalar != nil:
		return d.addScalar()
	}
	return nil
}

func (d *decoder) addScalar() error {
	v, err := parseValue([]byte(d.scalar.text))
	if err != nil {
		return d.wrong("a value that is not a number")
	}
	d.series = []Series{{Times: []int64{d.scalar.at}, Values: []float64{v}}}
	d.samples = 1
	return nil
}

func (d *decoder) wrong(problem string) error {
	return &syntaxError{offset: d.s.offset(), problem: problem}
}

var errAscending = errors.New("timestamps that do not ascend")

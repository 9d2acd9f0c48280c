package promapi

import "encoding/json"

// decodeStrings reads an answer whose data is an array of strings. It returns
// the store's warnings beside them.
func decodeStrings(b *body, limits Limits) (values, notes []string, err error) {
	s := newScanner(b, limits.Bytes)
	notes, err = s.envelope(func() error {
		return s.array(func() error {
			if len(values) >= limits.Series {
				return &LimitError{Limit: limitValues, Max: int64(limits.Series), Seen: int64(len(values)) + 1, AtLeast: true}
			}
			text, err := s.str()
			values = append(values, string(text))
			return err
		})
	})
	if err != nil {
		return nil, nil, err
	}
	return values, notes, nil
}

// decodeLabelSets reads an answer whose data is an array of label sets.
func decodeLabelSets(b *body, limits Limits) (sets []Labels, notes []string, err error) {
	d := newDecoder(b, limits)
	notes, err = d.s.envelope(func() error {
		return d.s.array(func() error {
			if len(sets) >= limits.Series {
				return &LimitError{Limit: limitSeries, Max: int64(limits.Series), Seen: int64(len(sets)) + 1, AtLeast: true}
			}
			if err := d.readLabels(); err != nil {
				return err
			}
			sets = append(sets, Labels(d.labelSlab.keep(Labels(d.labels).normalise())))
			return nil
		})
	})
	if err != nil {
		return nil, nil, err
	}
	return sets, notes, nil
}

// decodeFields reads an answer whose data is an object, of which the text fields
// are kept.
func decodeFields(b *body, limits Limits) (map[string]string, error) {
	s := newScanner(b, min(limits.Bytes, 1<<20))
	fields := map[string]string{}
	_, err := s.envelope(func() error {
		return s.object(func(key string) error {
			if c, err := s.token(); err != nil || c != '"' {
				return s.skip(0)
			}
			text, err := s.str()
			fields[key] = string(text)
			return err
		})
	})
	return fields, err
}

// decodeFailure reads the error body of the API from text that was cut off at
// some length. It says no when the text is something else.
func decodeFailure(text []byte) (storeError, bool) {
	var said struct {
		ErrorType string `json:"errorType"`
		Error     string `json:"error"`
		Message   string `json:"message"` // what gateways in front of a store answer with
	}
	if json.Unmarshal(text, &said) != nil {
		return storeError{}, false
	}
	if said.Error == "" {
		said.Error = said.Message
	}
	return storeError{errorType: said.ErrorType, message: said.Error}, said.Error != ""
}

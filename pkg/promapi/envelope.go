package promapi

import "strings"

// envelope reads a whole answer of the API: {"status":…, "data":…}. Keys come in
// any order; data consumes the value of "data" unless that is null. It returns
// the store's warnings and infos.
func (s *scanner) envelope(data func() error) ([]string, error) {
	c, err := s.token()
	if err != nil {
		return nil, atStart(err, false)
	}
	if c != '{' {
		return nil, atStart(s.unexpected("a JSON object"), strings.IndexByte(`["-0123456789tfn`, c) >= 0)
	}
	var (
		status string
		said   storeError
		notes  []string
	)
	err = s.object(func(key string) error {
		switch key {
		case "status":
			return s.textInto(&status)
		case "errorType":
			return s.textInto(&said.errorType)
		case "error":
			return s.textInto(&said.message)
		case "warnings", "infos":
			return s.textsInto(&notes)
		case "isPartial": // VictoriaMetrics, when some of its nodes did not answer
			if c, err := s.token(); err == nil && c == 't' {
				notes = append(notes, "the answer is partial: a part of the store did not answer")
			}
		case "data":
			if absent, err := s.null(); err != nil || absent {
				return err
			}
			return data()
		}
		return s.skip(0)
	})
	if err != nil {
		return nil, err
	}
	if err = s.finish(); err != nil {
		return nil, err
	}
	switch status {
	case "success":
		return notes, nil
	case "error":
		return nil, &said
	}
	return nil, &syntaxError{offset: s.offset(), problem: `no "status" of success or error`}
}

// atStart marks an error as one of the very first token.
func atStart(err error, looksLikeJSON bool) error {
	if syntax, ok := err.(*syntaxError); ok { //nolint:errorlint // made here, never wrapped
		syntax.atStart, syntax.looksLikeJSON = true, looksLikeJSON
	}
	return err
}

// textInto reads a string; null leaves it as it is.
func (s *scanner) textInto(target *string) error {
	if absent, err := s.null(); err != nil || absent {
		return err
	}
	b, err := s.str()
	*target = string(b)
	return err
}

// textsInto appends an array of strings; null adds none.
func (s *scanner) textsInto(target *[]string) error {
	if absent, err := s.null(); err != nil || absent {
		return err
	}
	return s.array(func() error {
		b, err := s.str()
		*target = append(*target, string(b))
		return err
	})
}

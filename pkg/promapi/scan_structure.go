package promapi

// object reads {"key": value, …} and calls field for each key; field consumes
// the value.
func (s *scanner) object(field func(key string) error) error {
	if err := s.expect('{'); err != nil {
		return err
	}
	if c, err := s.token(); err != nil {
		return err
	} else if c == '}' {
		s.pos++
		return nil
	}
	for {
		key, err := s.str()
		if err != nil {
			return err
		}
		name := s.keyName(key)
		if err = s.expect(':'); err != nil {
			return err
		}
		if err = field(name); err != nil {
			return err
		}
		if more, err := s.more('}'); err != nil || !more {
			return err
		}
	}
}

// array reads [value, …] and calls element before each; element consumes it.
func (s *scanner) array(element func() error) error {
	if err := s.expect('['); err != nil {
		return err
	}
	if c, err := s.token(); err != nil {
		return err
	} else if c == ']' {
		s.pos++
		return nil
	}
	for {
		if err := element(); err != nil {
			return err
		}
		if more, err := s.more(']'); err != nil || !more {
			return err
		}
	}
}

// more consumes the comma or the closing bracket after an element.
func (s *scanner) more(closing byte) (bool, error) {
	c, err := s.token()
	if err != nil {
		return false, err
	}
	switch c {
	case ',':
		s.pos++
		return true, nil
	case closing:
		s.pos++
		return false, nil
	}
	return false, s.unexpected("',' or '" + string(rune(closing)) + "'")
}

// null consumes a null if that is what comes next.
func (s *scanner) null() (bool, error) {
	c, err := s.token()
	if err != nil || c != 'n' {
		return false, err
	}
	return true, s.literal("null")
}

func (s *scanner) literal(word string) error {
	b := s.window(len(word))
	if len(b) < len(word) && string(b) == word[:len(b)] {
		s.pos = s.end
		return s.ended()
	}
	if len(b) < len(word) || string(b[:len(word)]) != word {
		return s.unexpected("a value")
	}
	s.pos += len(word)
	return nil
}

// skip consumes any value, checking that it is JSON, without keeping it.
func (s *scanner) skip(depth int) error {
	if depth > maxDepth {
		return s.malformed("too deeply nested")
	}
	c, err := s.token()
	if err != nil {
		return err
	}
	switch c {
	case '{':
		return s.object(func(string) error { return s.skip(depth + 1) })
	case '[':
		return s.array(func() error { return s.skip(depth + 1) })
	case '"':
		_, err = s.str()
		return err
	case 't':
		return s.literal("true")
	case 'f':
		return s.literal("false")
	case 'n':
		return s.literal("null")
	}
	_, err = s.number()
	return err
}

// keyName avoids an allocation for the keys the API uses.
func (s *scanner) keyName(key []byte) string {
	switch string(key) {
	case "status":
		return "status"
	case "data":
		return "data"
	case "resultType":
		return "resultType"
	case "result":
		return "result"
	case "metric":
		return "metric"
	case "value":
		return "value"
	case "values":
		return "values"
	case "histogram":
		return "histogram"
	case "histograms":
		return "histograms"
	case "count":
		return "count"
	case "sum":
		return "sum"
	case "buckets":
		return "buckets"
	case "labels":
		return "labels"
	case "timestamp":
		return "timestamp"
	}
	return string(key)
}

package promapi

import (
	"math"
	"strconv"
)

const maxNumber = 64 // characters; longer ones do not occur

// number reads a JSON number and returns its text, valid until the next token.
func (s *scanner) number() ([]byte, error) {
	if _, err := s.token(); err != nil {
		return nil, err
	}
	b := s.window(maxNumber + 1)
	n := 0
	for n < len(b) && numeric(b[n]) {
		n++
	}
	if n == len(b) && n <= maxNumber {
		s.pos = s.end
		return nil, s.ended()
	}
	if n > maxNumber || !validNumber(b[:n]) {
		return nil, s.unexpected("a value")
	}
	s.pos += n
	return b[:n], nil
}

func numeric(c byte) bool {
	return c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E'
}

// validNumber checks the grammar of JSON: -?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?
func validNumber(b []byte) bool {
	if len(b) > 0 && b[0] == '-' {
		b = b[1:]
	}
	whole := digits(b)
	if whole == 0 || whole > 1 && b[0] == '0' {
		return false
	}
	b = b[whole:]
	if len(b) > 0 && b[0] == '.' {
		n := digits(b[1:])
		if n == 0 {
			return false
		}
		b = b[1+n:]
	}
	if len(b) > 0 && (b[0] == 'e' || b[0] == 'E') {
		b = b[1:]
		if len(b) > 0 && (b[0] == '+' || b[0] == '-') {
			b = b[1:]
		}
		n := digits(b)
		return n > 0 && n == len(b)
	}
	return len(b) == 0
}

// digits counts the leading decimal digits.
func digits(b []byte) int {
	n := 0
	for n < len(b) && b[n] >= '0' && b[n] <= '9' {
		n++
	}
	return n
}

// timestamp reads seconds since the epoch as milliseconds.
func (s *scanner) timestamp() (int64, error) {
	b, err := s.number()
	if err != nil {
		return 0, err
	}
	t, err := strconv.ParseFloat(string(b), 64)
	if err != nil || math.Abs(t) > math.MaxInt64/2000 {
		s.pos -= len(b)
		return 0, s.malformed("a timestamp out of range")
	}
	return int64(math.Round(t * 1000)), nil
}

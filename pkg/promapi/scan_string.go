package promapi

import (
	"unicode/utf16"
	"unicode/utf8"
)

// str reads a string and returns its bytes, unescaped. They are only valid until
// the next token is read.
func (s *scanner) str() ([]byte, error) {
	if err := s.expect('"'); err != nil {
		return nil, err
	}
	b := s.buf[s.pos:s.end]
	for i, c := range b {
		if c == '"' {
			s.pos += i + 1
			return b[:i], nil
		}
		if c == '\\' || c < ' ' || c >= utf8.RuneSelf {
			break
		}
	}
	return s.longString()
}

// longString is for strings with escapes or other than ASCII characters, and
// those that reach over the end of the window.
func (s *scanner) longString() ([]byte, error) {
	s.text = s.text[:0]
	ascii := true
	for len(s.text) <= maxString {
		if s.pos == s.end && !s.fill() {
			return nil, s.ended()
		}
		c := s.buf[s.pos]
		switch {
		case c == '"':
			s.pos++
			if !ascii && !utf8.Valid(s.text) {
				return []byte(string([]rune(string(s.text)))), nil // each bad byte becomes U+FFFD
			}
			return s.text, nil
		case c == '\\':
			if err := s.escape(); err != nil {
				return nil, err
			}
			continue
		case c < ' ':
			return nil, s.malformed("a control character in a string")
		case c >= utf8.RuneSelf:
			ascii = false
		}
		s.text = append(s.text, c)
		s.pos++
	}
	return nil, s.malformed("a string longer than 1 MiB")
}

// escape reads one escape sequence into s.text.
func (s *scanner) escape() error {
	b := s.window(2)
	if len(b) < 2 {
		s.pos = s.end
		return s.ended()
	}
	plain := byte(0)
	switch b[1] {
	case '"', '\\', '/':
		plain = b[1]
	case 'b':
		plain = '\b'
	case 'f':
		plain = '\f'
	case 'n':
		plain = '\n'
	case 'r':
		plain = '\r'
	case 't':
		plain = '\t'
	case 'u':
		return s.unicodeEscape()
	default:
		return s.malformed("an unknown escape")
	}
	s.text = append(s.text, plain)
	s.pos += 2
	return nil
}

// unicodeEscape reads \uXXXX, or two of them that make a surrogate pair. A lone
// surrogate becomes U+FFFD.
func (s *scanner) unicodeEscape() error {
	b := s.window(12)
	first, ok := hex4(b)
	if !ok {
		if len(b) < 6 {
			s.pos = s.end
			return s.ended()
		}
		return s.malformed("a broken \\u escape")
	}
	s.pos += 6
	if utf16.IsSurrogate(first) {
		second, paired := hex4(b[6:])
		pair := utf16.DecodeRune(first, second)
		if paired && pair != utf8.RuneError {
			s.pos += 6
		}
		first = pair
		if !paired {
			first = utf8.RuneError
		}
	}
	s.text = utf8.AppendRune(s.text, first)
	return nil
}

// hex4 reads \uXXXX from the start of b.
func hex4(b []byte) (rune, bool) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0, false
	}
	var r rune
	for _, c := range b[2:6] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}

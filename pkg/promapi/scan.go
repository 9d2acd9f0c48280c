package promapi

import (
	"errors"
	"io"
)

const (
	scanBuffer = 128 << 10
	maxDepth   = 64      // of values that are skipped
	maxString  = 1 << 20 // bytes of one string: nothing the API sends comes near
	nearLength = 1 << 10
)

// scanner reads JSON tokens from a stream through a window of fixed size. The
// first error sticks; after it every method keeps returning it.
type scanner struct {
	source io.Reader
	buf    []byte // the window; buf[pos:end] is unread
	pos    int
	end    int
	before int64 // bytes of the stream before buf[0]
	max    int64 // bytes the stream may have
	length int64 // bytes the store announced, -1 when it did not
	err    error // from source, io.EOF included
	shared *spent
	text   []byte
}

func newScanner(b *body, maxBytes int64) *scanner {
	return &scanner{source: b.reader, buf: make([]byte, scanBuffer), max: maxBytes, length: b.length, shared: b.shared}
}

// offset is the number of bytes consumed.
func (s *scanner) offset() int64 { return s.before + int64(s.pos) }

// fill moves the unread rest to the front of the window and reads more. It
// returns false when nothing more came; s.err then says why.
func (s *scanner) fill() bool {
	if s.err != nil {
		return false
	}
	copy(s.buf, s.buf[s.pos:s.end])
	s.before += int64(s.pos)
	s.end -= s.pos
	s.pos = 0
	for range 100 {
		n, err := s.source.Read(s.buf[s.end:])
		s.end += n
		s.err = err
		read := s.before + int64(s.end)
		if s.shared != nil {
			read = max(read, s.shared.bytes.Add(int64(n)))
		}
		if read > s.max {
			s.err = &LimitError{Limit: limitBytes, Max: s.max, Seen: read, AtLeast: true}
			s.pos = s.end
			return false
		}
		if n > 0 {
			return true
		}
		if err != nil {
			return false
		}
	}
	s.err = io.ErrNoProgress
	return false
}

// window makes n unread bytes visible where the stream still has them. It
// returns what is there, up to the whole window.
func (s *scanner) window(n int) []byte {
	for s.end-s.pos < n && s.fill() {
	}
	return s.buf[s.pos:s.end]
}

// token skips white space and returns the next byte without consuming it.
func (s *scanner) token() (byte, error) {
	for {
		for ; s.pos < s.end; s.pos++ {
			if c := s.buf[s.pos]; c > ' ' || c != ' ' && c != '\n' && c != '\r' && c != '\t' {
				return c, nil
			}
		}
		if !s.fill() {
			return 0, s.ended()
		}
	}
}

// expect consumes one given byte after white space.
func (s *scanner) expect(want byte) error {
	c, err := s.token()
	if err != nil {
		return err
	}
	if c != want {
		return s.unexpected("a '" + string(rune(want)) + "'")
	}
	s.pos++
	return nil
}

// finish makes sure that only white space follows.
func (s *scanner) finish() error {
	_, err := s.token()
	if err == nil {
		return s.malformed("text after the end of the JSON")
	}
	if errors.Is(s.err, io.EOF) {
		return nil
	}
	return err
}

// ended is the error for a stream that stopped while more was needed.
func (s *scanner) ended() error {
	if !errors.Is(s.err, io.EOF) {
		return s.err
	}
	return &syntaxError{offset: s.offset(), truncated: true, atStart: s.offset() == 0}
}

func (s *scanner) malformed(problem string) error {
	near := s.buf[s.pos:min(s.end, s.pos+nearLength)]
	return &syntaxError{offset: s.offset(), problem: problem, near: string(near)}
}

func (s *scanner) unexpected(wanted string) error { return s.malformed("expected " + wanted) }

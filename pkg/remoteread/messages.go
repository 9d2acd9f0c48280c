package remoteread

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// mostBytes bounds one message. Prometheus cuts its own at 1 MiB, and only a single chunk may go past that.
const mostBytes = 64 << 20

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// messages takes a stream apart: each message follows its length as a varint and its CRC-32 (Castagnoli), big endian.
type messages struct {
	in   *bufio.Reader
	data []byte
}

func newMessages(r io.Reader) *messages { return &messages{in: bufio.NewReaderSize(r, 1<<16)} }

// next gives a message, which is valid until the next call; io.EOF after the last one.
func (m *messages) next() ([]byte, error) {
	size, err := binary.ReadUvarint(m.in)
	switch {
	case errors.Is(err, io.EOF):
		return nil, err // between two messages: the end. Inside a length it is io.ErrUnexpectedEOF.
	case err != nil:
		return nil, damaged(err)
	case size > mostBytes:
		return nil, fmt.Errorf("%w: a message of %d bytes", ErrDamaged, size)
	}
	var sum [4]byte
	if _, err := io.ReadFull(m.in, sum[:]); err != nil {
		return nil, damaged(err)
	}
	if uint64(cap(m.data)) < size {
		m.data = make([]byte, size)
	}
	m.data = m.data[:size]
	if _, err := io.ReadFull(m.in, m.data); err != nil {
		return nil, damaged(err)
	}
	if crc32.Checksum(m.data, castagnoli) != binary.BigEndian.Uint32(sum[:]) {
		return nil, fmt.Errorf("%w: a checksum does not match", ErrDamaged)
	}
	return m.data, nil
}

// damaged keeps the reason, so that a deadline or a cancelled request is still seen in it.
func damaged(err error) error {
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}

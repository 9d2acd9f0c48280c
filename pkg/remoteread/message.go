package remoteread

import (
	"fmt"

	"github.com/prometheus/prometheus/prompb"
	"google.golang.org/protobuf/encoding/protowire"
)

// A message is a ChunkedReadResponse of prompb. It is read where it stands: the library's own Unmarshal copies every
// chunk, which costs more than to decode it.

// Numbers of fields, from prompb/remote.proto and prompb/types.proto.
const (
	responseSeries protowire.Number = 1
	seriesLabel    protowire.Number = 1
	seriesChunk    protowire.Number = 2
	labelName      protowire.Number = 1
	labelValue     protowire.Number = 2
	chunkType      protowire.Number = 3
	chunkData      protowire.Number = 4
)

// field is one field of a message: bytes or a number, by its type.
type field struct {
	number protowire.Number
	bytes  []byte
	varint uint64
}

// fields hands the fields of a message to do that are bytes or numbers.
func fields(data []byte, do func(field) error) error {
	for len(data) > 0 {
		number, kind, n := protowire.ConsumeTag(data)
		if n < 0 {
			return fmt.Errorf("%w: %w", ErrDamaged, protowire.ParseError(n))
		}
		data = data[n:]
		f := field{number: number}
		switch kind {
		case protowire.BytesType:
			f.bytes, n = protowire.ConsumeBytes(data)
		case protowire.VarintType:
			f.varint, n = protowire.ConsumeVarint(data)
		default:
			n = protowire.ConsumeFieldValue(number, kind, data)
			f.number = 0
		}
		if n < 0 {
			return fmt.Errorf("%w: %w", ErrDamaged, protowire.ParseError(n))
		}
		data = data[n:]
		if err := do(f); err != nil {
			return err
		}
	}
	return nil
}

// labelsOf are a series' labels, in the order in which they are written.
func labelsOf(series []byte) (out []Label, err error) {
	err = fields(series, func(f field) error {
		if f.number != seriesLabel {
			return nil
		}
		var l Label
		err := fields(f.bytes, func(f field) error {
			switch f.number {
			case labelName:
				l.Name = f.bytes
			case labelValue:
				l.Value = f.bytes
			}
			return nil
		})
		out = append(out, l)
		return err
	})
	return out, err
}

// labelBytes is the part of a series that its labels take up: they come first, and the same series has the same bytes in
// each message.
func labelBytes(series []byte) []byte {
	rest := series
	for len(rest) > 0 {
		number, _, n := protowire.ConsumeField(rest)
		if n < 0 || number != seriesLabel {
			break
		}
		rest = rest[n:]
	}
	return series[:len(series)-len(rest)]
}

// chunkOf is a chunk's kind and its samples, which stay in the message.
func chunkOf(chunk []byte) (kind prompb.Chunk_Encoding, data []byte, err error) {
	err = fields(chunk, func(f field) error {
		switch f.number {
		case chunkType:
			kind = prompb.Chunk_Encoding(f.varint)
		case chunkData:
			data = f.bytes
		}
		return nil
	})
	return kind, data, err
}

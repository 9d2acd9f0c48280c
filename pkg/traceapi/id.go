package traceapi

import (
	"encoding/hex"
	"errors"
	"strings"
)

// ID is a trace id. Its text is the only form in which an id comes into a path: 32 lower-case hexadecimal digits.
type ID [16]byte

// ErrID is the error of a text that is no trace id.
var ErrID = errors.New("is no trace id: 16 or 32 hexadecimal digits")

// ParseID reads the 16 or 32 hexadecimal digits of a trace id, in upper or lower case. An id of 64 bits is filled up
// with zeros in front, as Tempo does. Only zeros are no id (W3C Trace Context, trace-id).
func ParseID(text string) (ID, error) {
	var id ID
	if len(text) != 16 && len(text) != 32 {
		return id, ErrID
	}
	if _, err := hex.Decode(id[len(id)-len(text)/2:], []byte(strings.ToLower(text))); err != nil || id == (ID{}) {
		return ID{}, ErrID
	}
	return id, nil
}

// String is the id in 32 hexadecimal digits.
func (id ID) String() string { return hex.EncodeToString(id[:]) }

// paddedID reads an id as search answers write it: without the zeros in front.
func paddedID(text string) (ID, error) {
	if len(text) == 0 || len(text) > 32 {
		return ID{}, ErrID
	}
	return ParseID(strings.Repeat("0", 32-len(text)) + text)
}

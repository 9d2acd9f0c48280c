package promapi

import "fmt"

// syntaxError says where and why the JSON could not be used.
type syntaxError struct {
	offset        int64 // bytes into the (decompressed) body
	problem       string
	near          string // the text from there on, as far as it was read
	atStart       bool   // not even the first token fits
	looksLikeJSON bool   // the first character could begin JSON
	truncated     bool   // the body ended in the middle
}

func (e *syntaxError) Error() string {
	if e.truncated {
		return fmt.Sprintf("it ended after %d bytes, inside the JSON", e.offset)
	}
	return fmt.Sprintf("%s at byte %d", e.problem, e.offset)
}

// storeError is an answer with "status":"error".
type storeError struct{ errorType, message string }

func (e *storeError) Error() string { return e.errorType + ": " + e.message }

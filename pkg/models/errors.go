package models

import (
	"fmt"
	"strings"
)

// FieldError says which field of a query or of the settings is wrong, and what it may be.
// It is the plugin's own error: nothing was asked of a store.
type FieldError struct {
	// Field is the path of the field, such as operands[1].stat.
	Field string
	// Problem is a sentence without the field's name.
	Problem string
	// Allowed lists the accepted values, where there is such a list.
	Allowed []string
}

// Error implements error.
func (e *FieldError) Error() string {
	s := e.Field + ": " + e.Problem
	if len(e.Allowed) > 0 {
		s += "; allowed are " + strings.Join(e.Allowed, ", ")
	}
	return s
}

// Fieldf makes a FieldError.
func Fieldf(field, format string, args ...any) *FieldError {
	return &FieldError{Field: field, Problem: fmt.Sprintf(format, args...)}
}

// OneOf refuses a value that is not in a list.
func OneOf[T ~string](field string, value T, allowed ...T) error {
	names := make([]string, len(allowed))
	for i, a := range allowed {
		if a == value {
			return nil
		}
		names[i] = string(a)
	}
	return &FieldError{Field: field, Problem: fmt.Sprintf("%q is unknown", string(value)), Allowed: names}
}

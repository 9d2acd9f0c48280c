package catalog

import (
	"errors"
	"fmt"
	"strings"
)

// Problem is one fault of a catalog file.
type Problem struct {
	// File is the file's name; Signal and Field say where in it, and may be empty.
	File, Signal, Field string
	// Why says what is wrong and what would be right.
	Why string
}

// Error reads "file: signal ttft: field scale: …".
func (p Problem) Error() string {
	parts := []string{p.File}
	if p.Signal != "" {
		parts = append(parts, "signal "+p.Signal)
	}
	if p.Field != "" {
		parts = append(parts, "field "+p.Field)
	}
	return strings.Join(append(parts, p.Why), ": ")
}

// problems collects the faults of one place.
type problems struct {
	file, signal string
	list         []error
}

func (p *problems) add(field, why string, args ...any) {
	p.list = append(p.list, Problem{p.file, p.signal, field, fmt.Sprintf(why, args...)})
}

func (p *problems) check(ok bool, field, why string, args ...any) {
	if !ok {
		p.add(field, why, args...)
	}
}

func (p *problems) err() error {
	return errors.Join(p.list...)
}

package traceapi

import (
	"encoding/json"
	"errors"
	"io"
)

// errShape is JSON that is no trace.
var errShape = errors.New("not in the shape of a trace")

// hasSpan tells whether a trace in OTLP JSON has a span, and reads no further than to the first one. Tempo calls the
// list "batches", OTLP "resourceSpans"; /api/v2 puts both into "trace".
func hasSpan(r io.Reader) (bool, error) {
	head := &beginning{source: r}
	w := walker{d: json.NewDecoder(head)}
	found, known, err := w.trace()
	switch {
	case err != nil:
		return false, head.problem(err)
	case !found && !known:
		return false, head.problem(errShape)
	}
	return found, nil
}

// walker goes through a document by its tokens, so that a trace of many MB costs no memory.
type walker struct{ d *json.Decoder }

// trace looks for a span in an object. known tells that the object has the form of a trace; an empty one has.
func (w walker) trace() (found, known bool, err error) {
	foreign, own := false, false
	err = w.object(func(key string) (bool, error) {
		switch key {
		case "batches", "resourceSpans":
			own = true
			found, err = w.anyIn("scopeSpans", "instrumentationLibrarySpans", "ilSpans")
		case "trace":
			found, own, err = w.trace()
		case "metrics", "status", "message":
			err = w.skip()
		default:
			foreign = true
			err = w.skip()
		}
		return found, err
	})
	return found, own || !foreign, err
}

// anyIn looks for a span in a list of resources, or in a list of their scopes where no names of lists are given.
func (w walker) anyIn(lists ...string) (found bool, err error) {
	err = w.list(func() (bool, error) {
		err := w.object(func(key string) (bool, error) {
			for _, l := range lists {
				if key == l {
					found, err = w.anyIn()
					return found, err
				}
			}
			if len(lists) == 0 && key == "spans" {
				err := w.list(func() (bool, error) { found = true; return true, nil })
				return found, err
			}
			return false, w.skip()
		})
		return found, err
	})
	return found, err
}

// object calls each with the key before every value, which it reads, until it says to stop.
func (w walker) object(each func(key string) (stop bool, err error)) error {
	open, err := w.enter('{')
	if err != nil || !open {
		return err
	}
	for w.d.More() {
		key, err := w.d.Token()
		if err != nil {
			return err
		}
		name, _ := key.(string)
		if stop, err := each(name); err != nil || stop {
			return err
		}
	}
	_, err = w.d.Token()
	return err
}

// list calls each before every element, which it reads, until it says to stop.
func (w walker) list(each func() (stop bool, err error)) error {
	open, err := w.enter('[')
	if err != nil || !open {
		return err
	}
	for w.d.More() {
		if stop, err := each(); err != nil || stop {
			return err
		}
	}
	_, err = w.d.Token()
	return err
}

// enter reads an opening delimiter; null stands for nothing.
func (w walker) enter(want json.Delim) (bool, error) {
	t, err := w.d.Token()
	switch {
	case err != nil:
		return false, err
	case t == nil:
		return false, nil
	case t != want:
		return false, errShape
	}
	return true, nil
}

// skip reads a value of any form.
func (w walker) skip() error {
	depth := 0
	for {
		t, err := w.d.Token()
		if err != nil {
			return err
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
	}
}

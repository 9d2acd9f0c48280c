//go:build goexperiment.jsonv2

package promapi

import (
	"encoding/json/jsontext"
	jsonv2 "encoding/json/v2"
	"io"
	"math"
	"strconv"
)

// GOEXPERIMENT=jsonv2 adds the standard library's next package to the candidates.
func init() {
	candidates = append(candidates,
		candidate{"encoding/json/v2, tokens", decodeTokens},
		candidate{"encoding/json/v2, into structs", func(r io.Reader) ([]Series, error) {
			var in plainAnswer
			err := jsonv2.UnmarshalRead(r, &in)
			return in.columns(err)
		}},
	)
}

// tokens reads a well-formed answer token by token; the first error sticks.
type tokens struct {
	d   *jsontext.Decoder
	err error
}

func (t *tokens) next() jsontext.Token {
	token, err := t.d.ReadToken()
	if err != nil && t.err == nil {
		t.err = err
	}
	return token
}

// more says whether the object or array goes on, and reads its end if not.
func (t *tokens) more() bool {
	if t.err != nil {
		return false
	}
	if kind := t.d.PeekKind(); kind == '}' || kind == ']' || kind == 0 {
		t.next()
		return false
	}
	return true
}

func (t *tokens) skip() {
	if err := t.d.SkipValue(); err != nil && t.err == nil {
		t.err = err
	}
}

func decodeTokens(r io.Reader) ([]Series, error) {
	t := &tokens{d: jsontext.NewDecoder(r)}
	var out []Series
	for t.next(); t.more(); {
		if t.next().String() != "data" {
			t.skip()
			continue
		}
		for t.next(); t.more(); {
			if t.next().String() != "result" {
				t.skip()
				continue
			}
			for t.next(); t.more(); {
				out = append(out, t.series())
			}
		}
	}
	return out, t.err
}

func (t *tokens) series() Series {
	var s Series
	for t.next(); t.more(); {
		switch t.next().String() {
		case "metric":
			for t.next(); t.more(); {
				name := t.next().String()
				s.Labels = append(s.Labels, Label{name, t.next().String()})
			}
		case "values":
			for t.next(); t.more(); {
				t.next()
				s.Times = append(s.Times, int64(math.Round(t.next().Float()*1000)))
				v, err := strconv.ParseFloat(t.next().String(), 64)
				if err != nil && t.err == nil {
					t.err = err
				}
				s.Values = append(s.Values, v)
				t.next()
			}
		default:
			t.skip()
		}
	}
	return s
}

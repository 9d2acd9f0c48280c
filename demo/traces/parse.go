package traces

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// query is a search that was understood.
type query struct {
	match func(t *flat) [][]int // the spans that fit, a list per set; nil where the trace does not
	// selected are the attributes that were asked for by select, used those in conditions.
	selected []string
}

// parse reads the part of TraceQL that the store knows: sets of spans with conditions, joined by && and ||, and select.
func parse(q string) (query, error) {
	tokens, err := lex(q)
	if err != nil {
		return query{}, err
	}
	p := &parser{tokens: tokens}
	match := p.sets()
	for p.take("|") {
		p.stage()
	}
	if p.word("with") { // hints change how a search is done, not what it finds
		for p.peek().kind != stop {
			p.next()
		}
	}
	if p.err == nil && p.peek().kind != stop {
		p.fail("%q is not understood here", p.peek().text)
	}
	return query{match: match, selected: p.selected}, p.err
}

type parser struct {
	tokens   []token
	at       int
	selected []string
	err      error
}

func (p *parser) fail(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf("TraceQL: "+format, args...)
	}
}

func (p *parser) peek() token {
	if p.err != nil {
		return token{kind: stop}
	}
	return p.tokens[p.at]
}

func (p *parser) next() token {
	t := p.peek()
	if t.kind != stop {
		p.at++
	}
	return t
}

func (p *parser) take(s string) bool {
	if t := p.peek(); t.kind == sign && t.text == s {
		p.at++
		return true
	}
	return false
}

func (p *parser) word(w string) bool {
	if t := p.peek(); t.kind == word && t.text == w {
		p.at++
		return true
	}
	return false
}

func (p *parser) want(s string) {
	if !p.take(s) {
		p.fail("%q is missing before %q", s, p.peek().text)
	}
}

// sets joins sets of spans, && before ||.
func (p *parser) sets() func(*flat) [][]int {
	out := p.all()
	for p.take("||") {
		left, right := out, p.all()
		out = func(t *flat) [][]int { return append(left(t), right(t)...) }
	}
	return out
}

func (p *parser) all() func(*flat) [][]int {
	out := p.set()
	for p.take("&&") {
		left, right := out, p.set()
		out = func(t *flat) [][]int {
			a, b := left(t), right(t)
			if len(a) == 0 || len(b) == 0 {
				return nil
			}
			return append(a, b...)
		}
	}
	return out
}

func (p *parser) set() func(*flat) [][]int {
	if p.take("(") {
		out := p.sets()
		p.want(")")
		return out
	}
	p.want("{")
	fits := condition(func(*flat, int) bool { return true })
	if !p.take("}") {
		fits = p.either()
		p.want("}")
	}
	return func(t *flat) [][]int {
		var out []int
		for i := range t.spans {
			if fits(t, i) {
				out = append(out, i)
			}
		}
		if out == nil {
			return nil
		}
		return [][]int{out}
	}
}

// condition tells whether a span of a trace fits.
type condition func(t *flat, span int) bool

func (p *parser) either() condition {
	out := p.both()
	for p.take("||") {
		left, right := out, p.both()
		out = func(t *flat, i int) bool { return left(t, i) || right(t, i) }
	}
	return out
}

func (p *parser) both() condition {
	out := p.one()
	for p.take("&&") {
		left, right := out, p.one()
		out = func(t *flat, i int) bool { return left(t, i) && right(t, i) }
	}
	return out
}

func (p *parser) one() condition {
	switch {
	case p.take("("):
		out := p.either()
		p.want(")")
		return out
	case p.take("!"):
		out := p.one()
		return func(t *flat, i int) bool { return !out(t, i) }
	case p.word("true"):
		return func(*flat, int) bool { return true }
	case p.word("false"):
		return func(*flat, int) bool { return false }
	}
	return p.comparison()
}

var operators = []string{"=", "!=", "=~", "!~", ">", ">=", "<", "<="}

func (p *parser) comparison() condition {
	name, op, with := p.next(), p.next(), p.next()
	if p.err == nil && (name.kind != word || op.kind != sign || !slices.Contains(operators, op.text) || with.kind == stop || with.kind == sign) {
		p.fail("a condition is a name, an operator and a value, not %q %q %q", name.text, op.text, with.text)
	}
	if p.err != nil {
		return nil
	}
	get, err := field(name.text)
	if err != nil {
		p.fail("%v", err)
		return nil
	}
	if strings.HasPrefix(name.text, ".") || strings.Contains(name.text, ".") {
		p.selected = append(p.selected, attribute(name.text))
	}
	fits, err := compare(op.text, with)
	if err != nil {
		p.fail("%v", err)
		return nil
	}
	return func(t *flat, i int) bool { return fits(get(t, i)) }
}

// compare makes the test of a value. A value that is not there equals nothing and differs from nothing, as in Tempo.
func compare(op string, with token) (func(v any) bool, error) {
	if with.kind == word && with.text == "nil" {
		switch op {
		case "=":
			return func(v any) bool { return v == nil }, nil
		case "!=":
			return func(v any) bool { return v != nil }, nil
		}
		return nil, fmt.Errorf("%s nil is no comparison", op)
	}
	if op == "=~" || op == "!~" {
		re, err := regexp.Compile("^(?:" + with.text + ")$")
		if err != nil {
			return nil, err
		}
		return func(v any) bool {
			s, ok := v.(string)
			return ok && re.MatchString(s) == (op == "=~")
		}, nil
	}
	return func(v any) bool {
		switch x := v.(type) {
		case string:
			return with.kind != num && ordered(op, strings.Compare(x, with.text))
		case float64:
			return with.kind == num && ordered(op, compareNumbers(x, with.value))
		}
		return false
	}, nil
}

func compareNumbers(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func ordered(op string, c int) bool {
	switch op {
	case "=":
		return c == 0
	case "!=":
		return c != 0
	case ">":
		return c > 0
	case ">=":
		return c >= 0
	case "<":
		return c < 0
	}
	return c <= 0
}

// stage reads what comes behind a |.
func (p *parser) stage() {
	if !p.word("select") {
		p.fail("this store knows no %q, only select", p.peek().text)
		return
	}
	p.want("(")
	for p.err == nil {
		t := p.next()
		if t.kind != word {
			p.fail("select takes names, not %q", t.text)
			return
		}
		if _, err := field(t.text); err != nil {
			p.fail("%v", err)
		}
		p.selected = append(p.selected, attribute(t.text))
		if p.take(")") {
			return
		}
		p.want(",")
	}
}

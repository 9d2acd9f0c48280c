package traces

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// kinds of tokens of TraceQL.
type kind int

const (
	word  kind = iota // names, with dots and colons in them
	quote             // text in quotes
	num               // numbers and durations
	sign              // braces and operators
	stop              // the end
)

type token struct {
	kind kind
	text string
	// value of a number, in seconds for a duration.
	value float64
}

// signs, the longest first.
var signs = []string{"&&", "||", "!=", "!~", "=~", ">=", "<=", "{", "}", "(", ")", "=", ">", "<", ",", "|", "!"}

// lex divides a query into tokens.
func lex(q string) ([]token, error) {
	var out []token
	for q = strings.TrimLeftFunc(q, unicode.IsSpace); q != ""; q = strings.TrimLeftFunc(q, unicode.IsSpace) {
		t, n, err := first(q)
		if err != nil {
			return nil, err
		}
		out = append(out, t)
		q = q[n:]
	}
	return append(out, token{kind: stop}), nil
}

// first is the first token of a text, and how long it is there.
func first(q string) (token, int, error) {
	switch c := q[0]; {
	case c == '"' || c == '`':
		raw, err := strconv.QuotedPrefix(q)
		if err != nil {
			return token{}, 0, fmt.Errorf("text without an end: %s", q)
		}
		text, err := strconv.Unquote(raw)
		return token{kind: quote, text: text}, len(raw), err
	case c >= '0' && c <= '9' || c == '-':
		return firstNumber(q)
	}
	for _, s := range signs {
		if strings.HasPrefix(q, s) {
			return token{kind: sign, text: s}, len(s), nil
		}
	}
	n := strings.IndexFunc(q, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`{}()=!<>&|,"`+"`", r) })
	if n < 0 {
		n = len(q)
	}
	// A name of odd characters is in quotes behind its dot.
	if n > 0 && n < len(q) && q[n-1] == '.' && q[n] == '"' {
		raw, err := strconv.QuotedPrefix(q[n:])
		if err != nil {
			return token{}, 0, fmt.Errorf("name without an end: %s", q)
		}
		name, err := strconv.Unquote(raw)
		return token{kind: word, text: q[:n] + name}, n + len(raw), err
	}
	if n == 0 {
		return token{}, 0, fmt.Errorf("unexpected %q", q[:1])
	}
	return token{kind: word, text: q[:n]}, n, nil
}

func firstNumber(q string) (token, int, error) {
	n := 1 + strings.IndexFunc(q[1:], func(r rune) bool { return !unicode.IsDigit(r) && !unicode.IsLetter(r) && r != '.' && r != 'µ' })
	if n == 0 {
		n = len(q)
	}
	text := q[:n]
	if v, err := strconv.ParseFloat(text, 64); err == nil {
		return token{kind: num, text: text, value: v}, n, nil
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		return token{}, 0, fmt.Errorf("%q is neither a number nor a duration", text)
	}
	return token{kind: num, text: text, value: d.Seconds()}, n, nil
}

package stepcache

import "strings"

// rawOf takes a bare range selector apart, such as {__name__="up"}[10m]: its samples are those of any shorter range
// inside it and of the rest.
func rawOf(expr string) (selector string, window int64, ok bool) {
	end := len(expr) - 1
	if end < 0 || expr[end] != ']' {
		return "", 0, false
	}
	open := strings.LastIndexByte(expr, '[')
	if open <= 0 || !isSelector(expr[:open]) {
		return "", 0, false
	}
	window, ok = milliseconds(expr[open+1 : end])
	return expr[:open], window, ok
}

// isSelector tells whether a text is a metric's name, matchers in braces, or both, and nothing else.
func isSelector(text string) bool {
	i := 0
	for i < len(text) && isNameByte(text[i]) {
		i++
	}
	if i == len(text) {
		return i > 0
	}
	if text[i] != '{' || text[len(text)-1] != '}' {
		return false
	}
	return !strings.ContainsAny(quoted.ReplaceAllString(text[i+1:len(text)-1], `""`), "{}()[]")
}

func isNameByte(b byte) bool {
	return b == '_' || b == ':' || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

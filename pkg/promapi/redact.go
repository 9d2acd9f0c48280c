package promapi

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"
)

const (
	snippetLength = 120
	messageLength = 500
)

// redactor takes secrets out of text that came from outside: a proxy's error
// page likes to repeat the address and the headers it was given.
type redactor struct{ secrets []string }

func newRedactor(user *url.Userinfo, parameters url.Values) *redactor {
	r := &redactor{}
	if user != nil {
		password, _ := user.Password()
		r.add(password)
		r.add(user.Username())
	}
	for _, values := range parameters {
		for _, v := range values {
			r.add(v)
		}
	}
	return r
}

// add leaves out short words ("1", "true", "main"): replacing them would make
// texts unreadable and hides nothing.
func (r *redactor) add(secret string) {
	if len(secret) < 6 {
		return
	}
	r.secrets = append(r.secrets, secret)
	if escaped := url.QueryEscape(secret); escaped != secret {
		r.secrets = append(r.secrets, escaped)
	}
}

var (
	inURL       = regexp.MustCompile(`://[^/\s@"']+@`)
	inHeader    = regexp.MustCompile(`(?i)\b(bearer|basic)\s+[a-z0-9+/=._~-]{6,}`)
	inParameter = regexp.MustCompile(`(?i)\b([a-z_-]*(?:password|passwd|token|secret|api[_-]?key|authorization|cookie))("?\s*[=:]\s*"?)[^\s"'&<,;}]+`)
)

// message cleans a store's own error text.
func (r *redactor) message(text string) string {
	return shorten(r.clean(text), messageLength)
}

// snippet cleans the beginning of a body that was not understood.
func (r *redactor) snippet(text string) string {
	return shorten(inParameter.ReplaceAllString(r.clean(text), "$1$2***"), snippetLength)
}

func (r *redactor) clean(text string) string {
	for _, secret := range r.secrets {
		text = strings.ReplaceAll(text, secret, "***")
	}
	text = inURL.ReplaceAllString(text, "://***@")
	return inHeader.ReplaceAllString(text, "$1 ***")
}

// shorten makes one printable line of at most n characters.
func shorten(text string, n int) string {
	text = strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) {
			return ' '
		}
		if !unicode.IsPrint(c) || c == unicode.ReplacementChar {
			return -1
		}
		return c
	}, text)
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > n {
		return string(runes[:n]) + "…"
	}
	return string(runes)
}

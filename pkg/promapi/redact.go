package promapi

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
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

func newRedactor(user *url.Userinfo, parameters url.Values, secrets []string) *redactor {
	r := &redactor{}
	for _, secret := range secrets {
		r.hide(secret, knownSecret)
	}
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
	// Longest first: a secret that begins with another must not leave its rest.
	slices.SortFunc(r.secrets, func(a, b string) int { return len(b) - len(a) })
	return r
}

// Shorter texts ("1", "true", "main") are left alone: replacing them would make
// an error unreadable and hides nothing.
const (
	knownSecret   = 4 // what is known to be a secret
	possibleOther = 6 // user names and parameters, few of which are
)

func (r *redactor) add(text string) { r.hide(text, possibleOther) }

func (r *redactor) hide(secret string, shortest int) {
	if len(secret) < shortest {
		return
	}
	for _, form := range []string{secret, url.QueryEscape(secret), url.PathEscape(secret), quoted(secret)} {
		if !slices.Contains(r.secrets, form) {
			r.secrets = append(r.secrets, form)
		}
	}
}

// quoted is the text as it looks inside a JSON or Go string.
func quoted(text string) string {
	q := strconv.Quote(text)
	return q[1 : len(q)-1]
}

var (
	inURL       = regexp.MustCompile(`://[^/\s@"']+@`)
	inHeader    = regexp.MustCompile(`(?i)\b(bearer|basic)\s+[a-z0-9+/=._~-]{6,}`)
	inQuery     = regexp.MustCompile(`(?i)([?&][^=\s&"'<]*(?:password|passwd|token|secret|key|auth|sig)[^=\s&"'<]*=)[^\s&"'<]+`)
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
	text = inQuery.ReplaceAllString(text, "$1***")
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

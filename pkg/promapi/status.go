package promapi

import (
	"context"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// errorBodyBytes is how much of an error page is looked at.
const errorBodyBytes = 16 << 10

// checkStatus passes a success on and turns everything else into an *Error.
func (c *Client) checkStatus(ctx context.Context, resp *http.Response) (*http.Response, error) {
	if resp.StatusCode/100 == 2 {
		return resp, nil
	}
	defer func() { _ = resp.Body.Close() }()
	head := make([]byte, errorBodyBytes)
	n, err := io.ReadFull(contentOf(resp), head)
	if n == 0 && err != nil {
		if e := interrupted(ctx, err); e != nil {
			return nil, c.fail(e)
		}
	}
	return nil, c.fail(c.statusError(resp, head[:n]))
}

func (c *Client) statusError(resp *http.Response, text []byte) *Error {
	e := &Error{Status: resp.StatusCode}
	if said, ok := decodeFailure(text); ok {
		e.ErrorType, e.Message, e.bound = said.errorType, c.redact.message(said.message), boundIn(said.message)
	} else {
		e.Snippet = c.redact.snippet(string(text))
	}
	e.Kind, e.Setting = classify(resp.StatusCode, e.ErrorType)
	if wait := c.retryAfter(resp); wait != "" {
		e.Message = strings.TrimPrefix(strings.TrimSuffix(e.Message, ".")+"; it asks to be left alone for "+wait, "; ")
	}
	if e.Kind == KindAuth && strings.Contains(strings.ToLower(string(text)), "no org id") { // Mimir and its kin
		e.Setting = SettingHeaders
	}
	if e.Kind == KindHTTP && strings.Contains(string(text), "HTTP request to an HTTPS server") {
		e.Kind, e.Setting = KindTLS, SettingTLS
		e.Message, e.Snippet = "the server expects https", ""
	}
	return e
}

// retryAfter is what the store asks for with 429 and 503, in words; "" when it
// asks for nothing that can be understood.
func (c *Client) retryAfter(resp *http.Response) string {
	if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
		return ""
	}
	header := resp.Header.Get("Retry-After")
	if n, err := strconv.Atoi(header); err == nil && n > 0 {
		return strconv.Itoa(n) + " s"
	}
	if at, err := http.ParseTime(header); err == nil {
		return "a while, until " + at.UTC().Format(http.TimeFormat)
	}
	return ""
}

// classify goes by the status first: a proxy's 401 may well carry JSON.
func classify(status int, errorType string) (Kind, string) {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden:
		return KindAuth, SettingAuth
	case http.StatusTooManyRequests:
		return KindTooMany, SettingNoneHere
	case http.StatusGatewayTimeout, http.StatusRequestTimeout:
		return KindTimeout, SettingTimeout
	}
	if kind, setting, ok := classifyType(errorType); ok {
		return kind, setting
	}
	switch {
	case status == http.StatusNotFound, status/100 == 3:
		return KindHTTP, SettingURL
	case status == http.StatusProxyAuthRequired:
		return KindAuth, SettingAuth
	}
	return KindHTTP, SettingNoneHere
}

// classifyType knows the errorTypes of the API that say what went wrong.
func classifyType(errorType string) (Kind, string, bool) {
	switch errorType {
	case "bad_data", "execution", "400", "422": // VictoriaMetrics gives the status as the type
		return KindQuery, SettingQuery, true
	case "timeout":
		return KindTimeout, SettingTimeout, true
	case "too_many_requests":
		return KindTooMany, SettingNoneHere, true
	}
	return "", "", false
}

// contentType is the bare media type of an answer, "no content type" without.
func contentType(resp *http.Response) string {
	header := resp.Header.Get("Content-Type")
	if media, _, err := mime.ParseMediaType(header); err == nil {
		return media
	}
	return "no content type"
}

package promapi

import "errors"

// Kind says what went wrong.
type Kind string

// Kinds of errors.
const (
	KindUnreachable Kind = "unreachable" // refused, unknown host, connection lost before an answer
	KindTLS         Kind = "tls"         // certificate or protocol not accepted
	KindAuth        Kind = "auth"        // 401, 403
	KindHTTP        Kind = "http"        // any other status that is not a success
	KindTooMany     Kind = "too-many"    // 429
	KindTimeout     Kind = "timeout"     // deadline, client time-out, 504, or the store's own query time-out
	KindTruncated   Kind = "truncated"   // the answer ended before it was complete
	KindMalformed   Kind = "malformed"   // JSON, but broken or not in the shape of the API
	KindNotJSON     Kind = "not-json"    // HTML or text in place of JSON
	KindQuery       Kind = "query"       // the store refused or failed the expression
	KindLimit       Kind = "limit"       // past one of Limits; unwraps to *LimitError
	KindCancelled   Kind = "cancelled"   // the caller went away
	KindConfig      Kind = "config"      // the endpoint's settings cannot be used
	KindNotOffered  Kind = "not-offered" // the store has no such endpoint; errors.Is(err, ErrNotOffered)
	KindInvalid     Kind = "invalid"     // a call this package does not allow: a programming error
)

// Names of settings in Error.Setting.
const (
	SettingURL      = "URL"
	SettingAuth     = "authentication"
	SettingHeaders  = "HTTP headers"
	SettingTLS      = "TLS settings"
	SettingTimeout  = "timeout"
	SettingLimits   = "limits"
	SettingQuery    = "query"
	SettingNoneHere = "" // the cause is in the store or on the way to it
)

// Error is what every call of this package fails with. None of its texts hold
// user information or parameters of the URL, or header values.
type Error struct {
	Family string // the endpoint, as in Options
	Kind   Kind
	Status int // HTTP status, 0 when none was received
	// ErrorType is the store's own errorType, such as "bad_data".
	ErrorType string
	// Message is the store's own text or the cause in words.
	Message string
	// Snippet is the beginning of a body that could not be understood.
	Snippet string
	// Setting is the setting to look at, one of the Setting constants.
	Setting string

	api   string // what the endpoint should speak; the Prometheus HTTP API when empty
	cause error
	bound *storeBound // what the store said it allows, nil when it did not
}

// ErrNotOffered is the cause of errors of KindNotOffered: the store answers, but
// has no such endpoint.
var ErrNotOffered = errors.New("the store does not offer this")

// Unwrap returns the cause: a *LimitError, ErrNotOffered, a context error, a
// network error.
func (e *Error) Unwrap() error { return e.cause }

// IsDownstream is true for everything but programming errors: the cause is the
// store, the way to it, the settings or the query.
func (e *Error) IsDownstream() bool { return e.Kind != KindInvalid }

// IsDownstream says whether err is an *Error that is not a programming error.
func IsDownstream(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.IsDownstream()
}

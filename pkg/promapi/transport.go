package promapi

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// transportError explains why no answer came, or why reading one failed.
func (c *Client) transportError(ctx context.Context, err error) *Error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = unlessTimeout(wrapped) // its text holds the address and its parameters
	}
	if e := interrupted(ctx, err); e != nil {
		return c.fail(e)
	}
	message := c.redact.message(withoutAddress(err))
	if isTLS(err) {
		return c.fail(&Error{Kind: KindTLS, Message: message, Setting: SettingTLS, cause: err})
	}
	return c.fail(&Error{Kind: KindUnreachable, Message: message, Setting: SettingURL, cause: err})
}

// withoutAddress says why a connection failed, and not where to: the address is in the settings, for those who may see
// them, and an error may be read by everybody who sees a shared dashboard.
func withoutAddress(err error) string {
	var name *net.DNSError
	if errors.As(err, &name) {
		return "the host name cannot be resolved: " + name.Err
	}
	var op *net.OpError
	if errors.As(err, &op) && op.Err != nil {
		return op.Op + ": " + op.Err.Error()
	}
	return err.Error()
}

// unlessTimeout unwraps, but keeps a client time-out recognisable: only the
// outer error says Timeout() in some versions of net/http.
func unlessTimeout(e *url.Error) error {
	if e.Timeout() && !errors.Is(e.Err, context.DeadlineExceeded) {
		return errors.Join(context.DeadlineExceeded, e.Err)
	}
	return e.Err
}

// interrupted recognises cancellation and time-outs; nil for anything else.
func interrupted(ctx context.Context, err error) *Error {
	if cause := ctx.Err(); errors.Is(cause, context.Canceled) {
		return &Error{Kind: KindCancelled, cause: cause}
	} else if cause != nil {
		return &Error{Kind: KindTimeout, Setting: SettingTimeout, cause: cause}
	}
	var timeout net.Error
	var slow *slowError
	switch {
	case errors.As(err, &slow):
		return &Error{Kind: KindTimeout, Message: slow.Error(), Setting: SettingTimeout, cause: errors.Join(context.DeadlineExceeded, err)}
	case errors.Is(err, context.Canceled):
		return &Error{Kind: KindCancelled, cause: context.Canceled}
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return &Error{Kind: KindTimeout, Setting: SettingTimeout, cause: errors.Join(context.DeadlineExceeded, err)}
	}
	return nil
}

// isTLS falls back to the text: net/http and crypto/tls do not export the types
// of every handshake failure.
func isTLS(err error) bool {
	var (
		verification *tls.CertificateVerificationError
		authority    x509.UnknownAuthorityError
		hostname     x509.HostnameError
		record       tls.RecordHeaderError
	)
	if errors.As(err, &verification) || errors.As(err, &authority) || errors.As(err, &hostname) || errors.As(err, &record) {
		return true
	}
	text := err.Error()
	return errors.Is(err, http.ErrSchemeMismatch) || strings.Contains(text, "tls: ") || strings.Contains(text, "x509: ")
}

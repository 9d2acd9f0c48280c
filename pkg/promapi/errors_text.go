package promapi

import (
	"cmp"
	"fmt"
	"net/http"
	"strings"
)

// Error is a sentence for the user: the endpoint, what came back, where to look.
func (e *Error) Error() string {
	text := "The " + e.endpoint() + " " + e.what()
	if advice := e.advice(); advice != "" {
		text += ". " + advice
	}
	return strings.TrimSuffix(text, ".") + "."
}

func (e *Error) endpoint() string {
	if e.Family == "" {
		return "default endpoint"
	}
	return e.Family + " endpoint"
}

// what is the second half of "The gpu endpoint …".
func (e *Error) what() string {
	switch e.Kind {
	case KindUnreachable:
		return "cannot be reached: " + e.Message
	case KindTLS:
		return "cannot be reached over TLS: " + e.Message
	case KindAuth:
		return "refused access (" + e.status() + ")" + e.detail()
	case KindTooMany:
		return "is limiting requests (" + e.status() + ")" + e.detail()
	case KindTimeout:
		return "did not answer in time" + e.detail()
	case KindTruncated:
		return "broke off in the middle of its answer" + e.detail()
	case KindMalformed:
		return "gave an answer that is not in the form of the " + cmp.Or(e.api, "Prometheus HTTP API") + e.detail()
	case KindNotJSON:
		return "did not answer with JSON" + e.detail()
	case KindQuery:
		return "refused the query" + e.typed() + e.detail()
	case KindLimit:
		return "has more to give than the limits allow" + e.detail()
	case KindCancelled:
		return "was not waited for: the request was cancelled"
	case KindConfig:
		return "is not usable as configured" + e.detail()
	case KindNotOffered:
		return "does not offer " + e.Message + " (" + e.status() + ")"
	case KindInvalid:
		return "was asked for something the client does not allow" + e.detail()
	}
	return "answered " + e.status() + e.typed() + e.detail()
}

// detail is the message and the quoted snippet, as far as there are any.
func (e *Error) detail() string {
	text := ""
	if e.Message != "" {
		text = ": " + strings.TrimSuffix(e.Message, ".")
	}
	if e.Snippet != "" {
		text += fmt.Sprintf(": %q", e.Snippet)
	}
	return text
}

func (e *Error) typed() string {
	if e.ErrorType == "" {
		return ""
	}
	return " (" + e.ErrorType + ")"
}

func (e *Error) status() string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", e.Status, http.StatusText(e.Status)))
}

// advice names the setting to look at.
func (e *Error) advice() string {
	switch e.Setting {
	case SettingURL:
		if e.Kind == KindNotJSON {
			return "Check the URL (and its path) in the data source settings; a login page in front of the store looks like this too"
		}
		return "Check the URL in the data source settings, with its path where the store has one"
	case SettingAuth:
		return "Check authentication in the data source settings"
	case SettingHeaders:
		return "This store keeps several tenants apart: add the header X-Scope-OrgID with the tenant's id under HTTP headers in the data source settings"
	case SettingTLS:
		return "Check the TLS settings and whether the URL should start with http or https"
	case SettingTimeout:
		return "Ask for a shorter range or a longer step, or raise the timeout in the data source settings"
	case SettingLimits:
		return "The limits are in the data source settings"
	case SettingQuery:
		return "Check the query"
	}
	return e.adviceWithoutSetting()
}

func (e *Error) adviceWithoutSetting() string {
	switch e.Kind {
	case KindTooMany:
		return "Ask for fewer panels at once, a shorter range or a longer refresh interval"
	case KindHTTP, KindTruncated:
		return "The settings may be right: look at the store's log and at the proxies on the way to it"
	}
	return ""
}

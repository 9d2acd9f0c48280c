package models

import (
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

// UnmarshalJSON keeps what is wrong with an endpoint for the family's own answers, and the JSON for Grafana's own fields.
func (e *Endpoint) UnmarshalJSON(raw []byte) error {
	type plain Endpoint
	var p plain
	err := json.Unmarshal(raw, &p)
	*e = Endpoint(p)
	e.raw, e.problem = slices.Clone(raw), err
	return nil
}

// FamilyEndpoint is a family's store, checked.
type FamilyEndpoint struct {
	URL string
	// OAuthPassThru forwards the user's identity, KeepCookies the cookies of these names.
	OAuthPassThru bool
	KeepCookies   []string
	// BasicAuth says that BasicAuthUser and a secret are sent.
	BasicAuth     bool
	BasicAuthUser string
	// Parameters are added to every request.
	Parameters url.Values
	// Timeout bounds one request; 0 where the settings do not say.
	Timeout time.Duration
	// JSON is the endpoint's part of jsonData, for Grafana's SDK to read TLS and headers from.
	JSON []byte
}

// grafanaFields are those of Grafana's own fields of an endpoint that are read here too.
type grafanaFields struct {
	BasicAuth     bool     `json:"basicAuth"`
	BasicAuthUser string   `json:"basicAuthUser"`
	KeepCookies   []string `json:"keepCookies"`
	Timeout       float64  `json:"timeout"`
}

// Configured lists the families that have an endpoint of their own. One without any value, as an editor may leave it, is
// none.
func (s Settings) Configured() []string {
	return slices.DeleteFunc(Families(), func(family string) bool { return !s.configured(family) })
}

// HasTraces tells whether there is an endpoint for traces.
func (s Settings) HasTraces() bool { return s.configured(TracesEndpoint) }

func (s Settings) configured(name string) bool {
	e, ok := s.Endpoints[name]
	return ok && (e.problem != nil || !e.blank())
}

func (e Endpoint) blank() bool {
	var all map[string]any
	if e.URL != "" || json.Unmarshal(e.raw, &all) != nil {
		return false
	}
	for _, v := range all {
		if v != nil && v != "" && v != false {
			return false
		}
	}
	return true
}

// FamilyEndpoint reads the endpoint of a family. Its errors concern nothing but that family.
func (s Settings) FamilyEndpoint(family string) (FamilyEndpoint, error) {
	field := "endpoints." + family
	e := s.Endpoints[family]
	if e.problem != nil {
		return FamilyEndpoint{}, within(field, e.problem)
	}
	example := "a Prometheus-compatible store, such as http://prometheus:9090"
	if family == TracesEndpoint {
		example = "a store with Tempo's HTTP API, such as http://tempo:3200"
	}
	if err := checkURL(field+".url", e.URL, example); err != nil {
		return FamilyEndpoint{}, err
	}
	raw := e.raw
	if len(raw) == 0 {
		raw = []byte("{}")
	}
	var own grafanaFields
	if err := CheckHTTPFields(field, raw); err != nil {
		return FamilyEndpoint{}, err
	}
	if err := json.Unmarshal(raw, &own); err != nil {
		return FamilyEndpoint{}, within(field, err)
	}
	if own.Timeout < 0 || own.Timeout > 3600 {
		return FamilyEndpoint{}, Fieldf(field+".timeout", "%v is no number of seconds from 0 to 3600", own.Timeout)
	}
	parameters, err := queryParameters(field+".customQueryParameters", e.CustomQueryParameters)
	if err != nil {
		return FamilyEndpoint{}, err
	}
	return FamilyEndpoint{URL: e.URL, OAuthPassThru: e.OAuthPassThru, KeepCookies: own.KeepCookies, BasicAuth: own.BasicAuth,
		BasicAuthUser: own.BasicAuthUser, Parameters: parameters, Timeout: time.Duration(own.Timeout * float64(time.Second)), JSON: raw}, nil
}

// DefaultParameters are what is added to every request to the default endpoint. They were checked with the settings.
func (s Settings) DefaultParameters() url.Values {
	v, err := queryParameters("customQueryParameters", s.CustomQueryParameters)
	if err != nil {
		return nil
	}
	return v
}

// within puts an error's field below another.
func within(field string, err error) error {
	err = unreadableSettings("", err)
	if f, ok := err.(*FieldError); ok {
		f.Field = strings.TrimSuffix(field+"."+f.Field, ".")
	}
	return err
}

// reservedParameters are the API's own; a setting that overwrites them would answer another question.
var reservedParameters = []string{"query", "start", "end", "step", "time", "match[]"}

func queryParameters(field, text string) (url.Values, error) {
	v, err := url.ParseQuery(strings.TrimPrefix(strings.TrimSpace(text), "?"))
	if err != nil {
		return nil, Fieldf(field, "cannot be read; write it like dedup=true&partial_response=true")
	}
	for _, name := range reservedParameters {
		if v.Has(name) {
			return nil, Fieldf(field, "%s is a parameter of the query itself", name)
		}
	}
	return v, nil
}

// checkURL never quotes the address: it may hold a password. example ends with an address.
func checkURL(field, text, example string) error {
	if strings.TrimSpace(text) == "" {
		return Fieldf(field, "is empty; enter the address of %s, or remove this endpoint", example)
	}
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return Fieldf(field, "is no address that starts with http:// or https://, such as %s", example[strings.LastIndex(example, " ")+1:])
	}
	return nil
}

// textFields are those of Grafana's fields that its SDK takes for text without asking.
var textFields = regexp.MustCompile(`^(access|url|basicAuthUser|serverName|sigV4Region|sigV4AssumeRoleArn|sigV4AuthType|` +
	`sigV4ExternalId|sigV4Profile|secureSocksProxyUsername|httpHeaderName\d+)$`)

// CheckHTTPFields refuses values of the wrong type in Grafana's own fields. field is where in jsonData they are, empty
// for the top.
func CheckHTTPFields(field string, raw []byte) error {
	if len(raw) == 0 {
		return nil
	}
	var all map[string]any
	if err := json.Unmarshal(raw, &all); err != nil {
		return within(field, err)
	}
	for name, v := range all {
		if _, text := v.(string); textFields.MatchString(name) && !text {
			return Fieldf(strings.TrimPrefix(field+"."+name, "."), "is no text in quotes")
		}
	}
	return nil
}

package plan

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// faultOf says what an endpoint came back with, without addresses and without what it wrote: notices and coverage are
// seen on public dashboards. The whole text is in the health check.
func faultOf(err error) string {
	var e *promapi.Error
	if !errors.As(err, &e) {
		return "the endpoint failed"
	}
	return "the " + e.Family + " endpoint " + strings.TrimSpace(faultWords(e))
}

func faultWords(e *promapi.Error) string {
	status := ""
	if e.Status > 0 {
		status = strings.TrimSpace(fmt.Sprintf("%d %s", e.Status, http.StatusText(e.Status)))
	}
	switch e.Kind {
	case promapi.KindUnreachable:
		return "cannot be reached" + lastCause(e.Message)
	case promapi.KindTLS:
		return "cannot be reached over TLS"
	case promapi.KindAuth:
		return "refused access (" + status + ")"
	case promapi.KindTooMany:
		return "is limiting requests (" + status + ")"
	case promapi.KindTimeout:
		return "did not answer in time"
	case promapi.KindTruncated:
		return "broke off in the middle of its answer"
	case promapi.KindMalformed, promapi.KindNotJSON:
		return "did not answer in the form of the Prometheus HTTP API"
	case promapi.KindQuery:
		return "refused a query (" + e.ErrorType + ")"
	case promapi.KindConfig:
		return "is not usable as configured"
	}
	return "answered " + status
}

// lastCause is the end of a network error ("connection refused"), where no address is.
func lastCause(message string) string {
	for _, known := range []string{"connection refused", "no such host", "no route to host", "network is unreachable", "connection reset by peer", "EOF"} {
		if strings.HasSuffix(strings.TrimSuffix(message, "."), known) {
			return ": " + known
		}
	}
	return ""
}

// settingOf is where in the settings to look after a fault.
func settingOf(err error, endpoint string) string {
	at := "the data source's "
	if endpoint != DefaultEndpoint {
		at = "endpoints." + endpoint + "."
	}
	var e *promapi.Error
	if !errors.As(err, &e) {
		return ""
	}
	switch e.Setting {
	case promapi.SettingURL:
		return " Look at " + at + "url."
	case promapi.SettingAuth:
		return " Look at " + at + "authentication and headers."
	case promapi.SettingTLS:
		return " Look at " + at + "url and TLS settings."
	case promapi.SettingTimeout:
		return " Ask for a shorter range, or raise " + at + "timeout."
	case promapi.SettingLimits:
		return " Look at limits."
	}
	return " Save & test of the data source says more."
}

// sideMissing is the notice that a family could not be read.
func (e Env) sideMissing(f catalog.Family, err error) string {
	name := familyName(f)
	switch {
	case f == catalog.FamilyGPU:
		name = "GPU"
	case name != "":
		name = strings.ToUpper(name[:1]) + name[1:]
	}
	return name + " side missing: " + faultOf(err) + "." + settingOf(err, e.endpoint(f))
}

// outOfReach tells whether an operand may be empty only because an endpoint is out.
func (sp *spec) outOfReach(env Env) bool {
	switch {
	case sp.signal == nil:
		return env.outFor(ownPromQL) != nil
	case sp.ofMoney():
		return env.outForSignal(signalPrice) || env.outFor(catalog.FamilyGPU) != nil
	case sp.derived == derivedCount:
		return env.outFor(catalog.FamilyGPU) != nil
	case sp.stateful():
		return slices.ContainsFunc(stateInputs[sp.Signal], env.outForSignal)
	}
	return env.outForSignal(sp.Signal)
}

// unreachableFormulas marks the formulas that read what could not be read, also by way of others.
func unreachableFormulas(c *models.Coverage, sps []*spec) {
	for more := true; more; {
		more = false
		for _, sp := range sps {
			if sp.formula != nil && !unreachable(*c, sp.As) && slices.ContainsFunc(sp.formula.Uses, func(n string) bool { return unreachable(*c, n) }) {
				c.Empty = append(c.Empty, models.EmptySide{Operand: sp.As, Reason: models.EmptyUnreachable})
				more = true
			}
		}
	}
}

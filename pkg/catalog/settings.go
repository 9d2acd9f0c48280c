package catalog

import (
	"fmt"
	"maps"
	"slices"
)

// Options is what a data source's settings change in the catalog.
type Options struct {
	// TenantLabels may name a tenant, ModelLabels the LLM where the engine does not, the best first; the defaults
	// where empty.
	TenantLabels, ModelLabels []string
	// Own are the user's own signals as they stand in the settings, JSON or YAML; none where empty.
	Own []byte
}

// ForSettings is the catalog as a data source's settings want it. The error names the setting.
func ForSettings(base *Catalog, o Options) (*Catalog, error) {
	for i, name := range o.TenantLabels {
		if slices.Contains(forbiddenKeys, name) {
			return nil, fmt.Errorf("tenantLabels[%d]: %s has a value for each request or person and would make a row of each; choose a label of teams or customers", i, name)
		}
	}
	for field, names := range map[string][]string{"tenantLabels": o.TenantLabels, "modelLabels": o.ModelLabels} {
		if i := slices.IndexFunc(names, func(n string) bool { return !validName(n) }); i >= 0 {
			return nil, fmt.Errorf("%s[%d]: %q is no label name", field, i, names[i])
		}
	}
	var own []OwnSignal
	if len(o.Own) > 0 {
		var err error
		if own, err = ParseOwn(o.Own); err != nil {
			return nil, fmt.Errorf("signals: %w", err)
		}
	}
	if len(own) == 0 && len(o.TenantLabels) == 0 && len(o.ModelLabels) == 0 {
		return base, nil
	}
	labels := defaultLabels()
	if len(o.TenantLabels) > 0 {
		labels[tenantPlaceholder] = slices.Clone(o.TenantLabels)
	}
	if len(o.ModelLabels) > 0 {
		labels[modelPlaceholder] = slices.Clone(o.ModelLabels)
	}
	return base.rebuilt(own, labels)
}

// Placeholders in the catalog's label lists stand for the settings' label names.
const (
	tenantPlaceholder = "$tenant"
	modelPlaceholder  = "$model"
)

// settingLabels are the label names behind each placeholder.
type settingLabels map[string][]string

// defaultLabels are what is usual: the names of teams before their ids, and keys last.
func defaultLabels() settingLabels {
	return settingLabels{
		tenantPlaceholder: {"tenant", "team_alias", "team", "tenant_id", "org_alias", "customer", "fairness_id", "api_key_alias"},
		modelPlaceholder:  {"llm_model", "served_model_name", "model_name", "model", "model_id"},
	}
}

// forbiddenKeys have a value of their own for each request, connection or person: no canonical label comes from them.
var forbiddenKeys = []string{
	"__name__", "le", "quantile", "request_id", "x_request_id", "requestid", "trace_id", "span_id", "session_id",
	"conversation_id", "user_id", "userid", "user_email", "client_ip", "user_agent", "hashed_api_key",
}

// PersonalLabels are the labels that have a value of their own for each request, connection or person. They are never
// keys, and cost a series for every value.
func PersonalLabels() []string {
	return slices.DeleteFunc(slices.Clone(forbiddenKeys), func(l string) bool { return l == metricNameLabel || l == "le" || l == "quantile" })
}

// KeyLabels are all labels of sources from which canonical labels are read, and those that tell parts of a signal apart.
func (c *Catalog) KeyLabels() map[string]bool {
	out := map[string]bool{metricNameLabel: true, "le": true, "job": true, "instance": true, "pod": true, "uid": true}
	for _, sys := range c.systems {
		for _, list := range sys.Signals {
			for _, a := range list {
				for _, names := range a.Labels {
					for _, n := range names {
						out[n] = true
					}
				}
				for n := range a.Dims {
					out[n] = true
				}
			}
		}
	}
	return out
}

// in replaces the placeholders of a label map. The map itself stays as it is.
func (l settingLabels) in(labels map[string][]string) map[string][]string {
	out := maps.Clone(labels)
	for canonical, sources := range labels {
		var names []string
		for _, name := range sources {
			if real, ok := l[name]; ok {
				names = append(names, real...)
				continue
			}
			names = append(names, name)
		}
		out[canonical] = names
	}
	return out
}

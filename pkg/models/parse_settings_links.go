package models

import "strings"

// validate checks that a destination leads somewhere, and to one place only.
func (d ExemplarTraceIDDestination) validate(field string) error {
	switch {
	case d.Name == "":
		return Fieldf(field+".name", "is empty; write the exemplar's label that holds the trace id, such as trace_id")
	case d.DatasourceUID == "" && d.URL == "":
		return Fieldf(field, "leads nowhere; set datasourceUid or url")
	case d.DatasourceUID != "" && d.URL != "":
		return Fieldf(field+".url", "is set beside datasourceUid; one of the two is the destination")
	case d.URL != "" && !strings.HasPrefix(d.URL, "http://") && !strings.HasPrefix(d.URL, "https://") && !strings.HasPrefix(d.URL, "/"):
		return Fieldf(field+".url", "%q is no address that starts with http://, https:// or /", d.URL)
	}
	return nil
}

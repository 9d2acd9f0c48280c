package manifest

// Missing describes a data source plugin that is not in the dist folder, such as Grafana's own
// Prometheus: it can be listed, but not opened.
func Missing(id, logo string) map[string]any {
	return map[string]any{
		"id": id, "name": id, "type": "datasource", "metrics": true, "module": "", "baseUrl": "",
		"signature": "internal",
		"info": map[string]any{
			"author": map[string]any{"name": "Grafana Labs"}, "description": "Not available in the preview.",
			"links": []any{}, "logos": map[string]any{"small": logo, "large": logo}, "screenshots": []any{},
			"version": "", "updated": "",
		},
	}
}

package manifest

import "maps"

// signature is what every plugin here is: built on this machine, so without a manifest.
const signature = "unsigned"

// Meta is the plugin as Grafana's front end gets it with a data source's or panel's settings.
func (p *Plugin) Meta() map[string]any {
	meta := maps.Clone(p.Raw)
	meta["module"] = p.Module()
	meta["baseUrl"] = p.BaseURL()
	meta["signature"] = signature
	meta["angular"] = map[string]any{"detected": false, "hideDeprecation": false}
	meta["loadingStrategy"] = "script"
	meta["multiValueFilterOperators"] = p.Raw["multiValueFilterOperators"] == true
	if p.Parent != "" {
		meta["includedInAppId"] = p.Parent
	}
	return meta
}

// Panel is the plugin's entry in settings.panels; order is its place in the list.
func (p *Plugin) Panel(order int) map[string]any {
	return map[string]any{
		"id": p.ID, "name": p.Name, "info": p.Raw["info"], "sort": order,
		"hideFromList": p.Raw["hideFromList"] == true, "skipDataQuery": p.Raw["skipDataQuery"] == true,
		"suggestions": p.Raw["suggestions"] == true, "state": p.Raw["state"],
		"baseUrl": p.BaseURL(), "module": p.Module(), "signature": signature,
		"angular": map[string]any{"detected": false}, "loadingStrategy": "script",
	}
}

// App is the plugin's entry in settings.apps.
func (p *Plugin) App() map[string]any {
	return map[string]any{
		"id": p.ID, "path": p.Module(), "version": p.Info.Version, "preload": p.Preload,
		"angular": map[string]any{"detected": false}, "loadingStrategy": "script",
		"extensions": p.extensions(), "dependencies": p.Raw["dependencies"],
	}
}

// Settings answers GET /api/plugins/:id/settings; jsonData is what the user saved for the app.
func (p *Plugin) Settings(enabled bool, jsonData map[string]any) map[string]any {
	return map[string]any{
		"id": p.ID, "type": p.Type, "name": p.Name, "enabled": enabled, "pinned": enabled,
		"autoEnabled": false, "module": p.Module(), "baseUrl": p.BaseURL(), "info": p.Raw["info"],
		"includes": p.includes(), "dependencies": p.Raw["dependencies"], "extensions": p.extensions(),
		"jsonData": jsonData, "secureJsonFields": map[string]bool{}, "defaultNavUrl": p.defaultNavURL(),
		"latestVersion": "", "hasUpdate": false, "state": "", "signature": signature,
		"signatureType": "", "signatureOrg": "", "angularDetected": false, "loadingStrategy": "script",
	}
}

// ListItem is the plugin's entry in GET /api/plugins.
func (p *Plugin) ListItem(enabled bool) map[string]any {
	return map[string]any{
		"id": p.ID, "type": p.Type, "name": p.Name, "enabled": enabled, "pinned": enabled,
		"info": p.Raw["info"], "dependencies": p.Raw["dependencies"], "latestVersion": "",
		"hasUpdate": false, "defaultNavUrl": p.defaultNavURL(), "category": "", "state": "",
		"signature": signature, "signatureType": "", "signatureOrg": "", "angularDetected": false,
	}
}

func (p *Plugin) defaultNavURL() string {
	if p.Type == "app" {
		return "/a/" + p.ID
	}
	return "/plugins/" + p.ID + "/"
}

func (p *Plugin) includes() any {
	if p.Raw["includes"] == nil {
		return []any{}
	}
	return p.Raw["includes"]
}

// extensions is never nil: the front end iterates over each list.
func (p *Plugin) extensions() map[string]any {
	all := map[string]any{
		"addedLinks": []any{}, "addedComponents": []any{}, "addedFunctions": []any{},
		"exposedComponents": []any{}, "extensionPoints": []any{},
	}
	if own, ok := p.Raw["extensions"].(map[string]any); ok {
		maps.Copy(all, own)
	}
	return all
}

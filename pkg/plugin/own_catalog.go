package plugin

import (
	"encoding/json"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// useOwnCatalog makes the catalog as the settings want it: with the user's own signals and label names. The signals are
// read from the settings' text, because the catalog is stricter than JSON: a key it does not know is a mistake.
func (d *Datasource) useOwnCatalog(jsonData []byte) error {
	var own struct {
		Signals json.RawMessage `json:"signals"`
	}
	if len(jsonData) > 0 {
		if err := json.Unmarshal(jsonData, &own); err != nil {
			return models.Fieldf("jsonData", "is no valid settings JSON: %v", err)
		}
	}
	cat, err := catalog.ForSettings(d.catalog, catalog.Options{
		TenantLabels: d.settings.TenantLabels, ModelLabels: d.settings.ModelLabels, Own: own.Signals})
	if err != nil {
		return err
	}
	d.catalog = cat
	return nil
}

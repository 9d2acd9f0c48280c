package host

import (
	"errors"
	"net/http"

	"github.com/tokenpath/tokenpath/demo/host/datasources"
	"github.com/tokenpath/tokenpath/demo/host/manifest"
)

// noLogo stands for a plugin that the preview does not have.
const noLogo = "public/build/img/icons/unicons/database.svg"

func (h *Host) listDatasources(w http.ResponseWriter, _ *http.Request) {
	list := h.opts.Datasources.All()
	for i := range list {
		list[i] = h.withPlugin(list[i])
	}
	writeJSON(w, http.StatusOK, list)
}

func (h *Host) getDatasource(w http.ResponseWriter, r *http.Request) {
	ds, err := h.opts.Datasources.Get(r.PathValue("uid"))
	h.answerDatasource(w, ds, err)
}

func (h *Host) getDatasourceByName(w http.ResponseWriter, r *http.Request) {
	ds, err := h.opts.Datasources.Find(func(d datasources.Datasource) bool { return d.Name == r.PathValue("name") })
	h.answerDatasource(w, ds, err)
}

func (h *Host) answerDatasource(w http.ResponseWriter, ds datasources.Datasource, err error) {
	if err != nil {
		writeStoreError(w, err)
		return
	}
	writeJSON(w, http.StatusOK, h.withPlugin(ds))
}

func (h *Host) addDatasource(w http.ResponseWriter, r *http.Request) {
	var command datasources.Command
	if !readJSON(w, r, &command) {
		return
	}
	ds, err := h.opts.Datasources.Add(command)
	h.answerChange(w, ds, err, "Datasource added")
}

func (h *Host) updateDatasource(w http.ResponseWriter, r *http.Request) {
	var command datasources.Command
	if !readJSON(w, r, &command) {
		return
	}
	ds, err := h.opts.Datasources.Update(r.PathValue("uid"), command)
	h.answerChange(w, ds, err, "Datasource updated")
}

func (h *Host) answerChange(w http.ResponseWriter, ds datasources.Datasource, err error, message string) {
	if err != nil {
		writeStoreError(w, err)
		return
	}
	writeJSON(w, http.StatusOK, map[string]any{
		"message": message, "id": ds.ID, "name": ds.Name, "datasource": h.withPlugin(ds),
	})
}

func (h *Host) deleteDatasource(w http.ResponseWriter, r *http.Request) {
	ds, err := h.opts.Datasources.Delete(r.PathValue("uid"))
	if err != nil {
		writeStoreError(w, err)
		return
	}
	writeJSON(w, http.StatusOK, map[string]any{"message": "Data source deleted", "id": ds.ID})
}

func writeStoreError(w http.ResponseWriter, err error) {
	status := http.StatusBadRequest
	switch {
	case errors.Is(err, datasources.ErrNotFound):
		status = http.StatusNotFound
	case errors.Is(err, datasources.ErrReadOnly):
		status = http.StatusForbidden
	case errors.Is(err, datasources.ErrNameExists), errors.Is(err, datasources.ErrUIDExists):
		status = http.StatusConflict
	}
	writeError(w, status, sentence(err))
}

// withPlugin adds the name and the logo of the data source's plugin.
func (h *Host) withPlugin(ds datasources.Datasource) datasources.Datasource {
	ds.TypeName, ds.TypeLogoURL = ds.Type, noLogo
	if p := h.opts.Plugins.Get(ds.Type); p != nil {
		ds.TypeName, ds.TypeLogoURL = p.Name, p.Info.Logos.Small
	}
	return ds
}

// frontendDatasource is a data source as the page's settings hold it. One whose plugin is not here
// has no module, which the page shows as not available.
func (h *Host) frontendDatasource(ds datasources.Datasource) map[string]any {
	if p := h.opts.Plugins.Get(ds.Type); p != nil {
		return ds.Frontend(p.Meta(), p.Module())
	}
	return ds.Frontend(manifest.Missing(ds.Type, noLogo), "")
}

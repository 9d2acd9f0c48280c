package host

import (
	"encoding/json"
	"net/http"

	"github.com/tokenpath/tokenpath/demo/host/datasources"
)

// group parses the queries and collects them by data source. A query's own time range counts only
// where the caller says that it has one (header X-Query-V2), as in Grafana.
func (h *Host) group(b queryBody, ownRanges bool) ([]*queryGroup, *apiProblem) {
	byUID, seen := map[string]*queryGroup{}, map[string]bool{}
	var groups []*queryGroup
	for _, raw := range b.Queries {
		var head queryHead
		if err := json.Unmarshal(raw, &head); err != nil {
			return nil, &apiProblem{http.StatusBadRequest, "", "bad request data"}
		}
		q := head.dataQuery(b, raw, ownRanges)
		if seen[q.RefID] {
			return nil, &apiProblem{http.StatusBadRequest, "query.duplicateRefId", "Multiple queries using the same RefId is not allowed "}
		}
		seen[q.RefID] = true
		uid := head.uid()
		if byUID[uid] == nil {
			g, problem := h.newGroup(uid, head.DatasourceID)
			if problem != nil {
				return nil, problem
			}
			byUID[uid] = g
			groups = append(groups, g)
		}
		byUID[uid].queries = append(byUID[uid].queries, q)
	}
	return groups, nil
}

// refusal is why the preview does not run a query at all; it is the caller's to change.
type refusal string

// Error is the reason.
func (r refusal) Error() string { return string(r) }

// noExpressions explains why an expression is not computed.
const noExpressions = refusal("expressions (__expr__) are computed by Grafana's own server; the preview has none, so write a formula operand or use a real Grafana")

func (h *Host) newGroup(uid string, id int64) (*queryGroup, *apiProblem) {
	if uid == "__expr__" || uid == "-100" {
		return &queryGroup{refused: noExpressions}, nil
	}
	if uid == "" && id == 0 {
		return nil, &apiProblem{http.StatusBadRequest, "query.invalidDatasourceId", "Query does not contain a valid data source identifier"}
	}
	ds, err := h.opts.Datasources.Find(func(d datasources.Datasource) bool {
		return d.UID == uid || (uid == "" && d.ID == id)
	})
	if err != nil {
		return nil, &apiProblem{http.StatusNotFound, "", sentence(err)}
	}
	return &queryGroup{ds: ds}, nil
}

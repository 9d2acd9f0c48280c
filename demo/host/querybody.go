package host

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/gtime"
)

// queryBody is the body of POST /api/ds/query. From and To are milliseconds since the epoch as
// strings, or relative such as "now-1h".
type queryBody struct {
	From    timeText          `json:"from"`
	To      timeText          `json:"to"`
	Queries []json.RawMessage `json:"queries"`
}

// queryHead is the part of a query that the host reads; the plugin gets all of it.
type queryHead struct {
	RefID         string          `json:"refId"`
	QueryType     string          `json:"queryType"`
	Datasource    json.RawMessage `json:"datasource"`
	DatasourceID  int64           `json:"datasourceId"`
	MaxDataPoints float64         `json:"maxDataPoints"`
	IntervalMS    float64         `json:"intervalMs"`
	TimeRange     *struct {
		From timeText `json:"from"`
		To   timeText `json:"to"`
	} `json:"timeRange"`
}

// timeText is an instant in a request: Grafana sends a string, scripts often a number.
type timeText string

// UnmarshalJSON takes a string or a number.
func (t *timeText) UnmarshalJSON(body []byte) error {
	*t = timeText(strings.Trim(string(body), `"`))
	return nil
}

// apiProblem is an answer that ends a request early.
type apiProblem struct {
	status      int
	id, message string
}

func (p *apiProblem) write(w http.ResponseWriter) {
	if p.id == "" {
		writeError(w, p.status, p.message)
		return
	}
	writeNamedError(w, p.status, p.id, p.message)
}

func (b queryBody) check() *apiProblem {
	if len(b.Queries) == 0 {
		return &apiProblem{http.StatusBadRequest, "query.noQueries", "No queries found"}
	}
	return nil
}

// uid is the data source's, from {"uid": …} or from the older form that is just a string.
func (q queryHead) uid() string {
	var ref struct {
		UID string `json:"uid"`
	}
	if json.Unmarshal(q.Datasource, &ref) == nil && ref.UID != "" {
		return ref.UID
	}
	var name string
	if json.Unmarshal(q.Datasource, &name) == nil && name != "" {
		return name
	}
	if q.DatasourceID != 0 {
		return ""
	}
	return ref.UID
}

// dataQuery gives a query Grafana's defaults: refId A, 100 points, one second.
func (q queryHead) dataQuery(b queryBody, raw json.RawMessage, ownRange bool) backend.DataQuery {
	from, to := b.From, b.To
	if ownRange && q.TimeRange != nil {
		from, to = q.TimeRange.From, q.TimeRange.To
	}
	span := gtime.NewTimeRange(string(from), string(to))
	out := backend.DataQuery{
		RefID: q.RefID, QueryType: q.QueryType, MaxDataPoints: int64(q.MaxDataPoints),
		Interval:  time.Duration(q.IntervalMS * float64(time.Millisecond)),
		TimeRange: backend.TimeRange{From: span.GetFromAsTimeUTC(), To: span.GetToAsTimeUTC()},
		JSON:      raw,
	}
	if out.RefID == "" {
		out.RefID = "A"
	}
	if out.MaxDataPoints == 0 {
		out.MaxDataPoints = 100
	}
	if out.Interval == 0 {
		out.Interval = time.Second
	}
	return out
}

package frames

import (
	gostrings "strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// Found is what an answer that lists things, in place of rows of a join, carries beside them.
type Found struct {
	Coverage models.Coverage
	// Executed is the PromQL that was sent.
	Executed []string
	// Notices are sentences that the user should see.
	Notices []string
	// Remarks explain what is listed.
	Remarks []string
}

// dress completes the frame of a list.
func (x Found) dress(f *data.Frame, q models.Query) data.Frames {
	f.RefID = q.RefID
	f.Meta.Custom = Custom(x.Coverage, models.FrameFacts{QueryType: q.QueryType, Format: q.Format, By: []string{}})
	f.Meta.ExecutedQueryString = gostrings.Join(x.Executed, "\n")
	for _, n := range x.Notices {
		f.AppendNotices(data.Notice{Severity: data.NoticeSeverityWarning, Text: n})
	}
	for _, n := range x.Remarks {
		f.AppendNotices(data.Notice{Severity: data.NoticeSeverityInfo, Text: n})
	}
	return data.Frames{f}
}

// listed is a field with a value for each of the things listed.
func listed[T, V any](name string, all []T, get func(T) V) *data.Field {
	values := make([]V, len(all))
	for i, x := range all {
		values[i] = get(x)
	}
	return data.NewField(name, nil, values)
}

// instant is a time in ms since the epoch.
func instant(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

package plugin

import (
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/tokenpath/tokenpath/pkg/stepcache"
)

// addStats says on the first frame what the answer took, for Grafana's query inspector. Steps are counted for each
// expression that was read over time. What several queries of a panel need alike counts for the first of them.
func addStats(shown data.Frames, c stepcache.Counts) {
	if len(shown) == 0 {
		return
	}
	f := shown[0]
	if f.Meta == nil {
		f.Meta = &data.FrameMeta{}
	}
	f.Meta.Stats = append(f.Meta.Stats,
		stat("Requests to the store", "", c.Requests),
		stat("Read from the store", "decbytes", c.Bytes),
		stat("Samples read", "", c.Samples),
		stat("Steps asked", "", c.StepsAsked),
		stat("Steps from cache", "", c.StepsCached))
}

func stat(name, unit string, value int64) data.QueryStat {
	return data.QueryStat{FieldConfig: data.FieldConfig{DisplayName: name, Unit: unit}, Value: float64(value)}
}

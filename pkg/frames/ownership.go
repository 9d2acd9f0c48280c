package frames

import (
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/tokenpath/tokenpath/pkg/models"
)

// Ownership is the answer to an ownership query.
type Ownership struct {
	Found
	// Intervals are sorted by device and time.
	Intervals []Interval
}

// Interval is a stretch of time in which a replica held a device.
type Interval struct {
	Cluster, Node, GPUUUID, MIGID, Namespace, Pod string
	// From and To bound it, in ms since the epoch.
	From, To int64
	// Method is the evidence, Confidence exact, strong or inferred.
	Method, Confidence string
	// Share is the part of the card that the replica held.
	Share                        float64
	GPUIndex, GPUModel, LLMModel string
}

// OfOwnership makes the frame of an ownership query: a table with a row for each interval.
func OfOwnership(a *Ownership, q models.Query) data.Frames {
	f := data.NewFrame("")
	f.Meta = meta(data.FrameTypeTable, data.VisTypeTable)
	text := func(name string, get func(Interval) string) {
		f.Fields = append(f.Fields, listed(name, a.Intervals, get))
	}
	at := func(name string, get func(Interval) int64) {
		f.Fields = append(f.Fields, listed(name, a.Intervals, func(i Interval) time.Time { return instant(get(i)) }))
	}
	text("cluster", func(i Interval) string { return i.Cluster })
	text("node", func(i Interval) string { return i.Node })
	text("gpu_uuid", func(i Interval) string { return i.GPUUUID })
	text("mig_id", func(i Interval) string { return i.MIGID })
	text("namespace", func(i Interval) string { return i.Namespace })
	text("pod", func(i Interval) string { return i.Pod })
	at("from", func(i Interval) int64 { return i.From })
	at("to", func(i Interval) int64 { return i.To })
	text("method", func(i Interval) string { return i.Method })
	text("confidence", func(i Interval) string { return i.Confidence })
	share := listed("share", a.Intervals, func(i Interval) float64 { return i.Share })
	share.Config = &data.FieldConfig{Unit: "percentunit", Description: "The part of the card that the replica held."}
	f.Fields = append(f.Fields, share)
	text("gpu_index", func(i Interval) string { return i.GPUIndex })
	text("gpu_model", func(i Interval) string { return i.GPUModel })
	text("llm_model", func(i Interval) string { return i.LLMModel })
	return a.dress(f, q)
}

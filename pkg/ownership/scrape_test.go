package ownership

import (
	"reflect"
	"testing"
)

// A device that was seen once was there for its own exporter's interval, not for that of a slower one elsewhere.
func TestASingleSampleLastsAsLongAsItsExportersInterval(t *testing.T) {
	here, there := Device{Cluster: "eu", Node: "n1", UUID: "GPU-a"}, Device{Cluster: "us", Node: "n1", UUID: "GPU-b"}
	once := Device{Cluster: "eu", Node: "n1", UUID: "GPU-c"}
	res := Build(Input{Native: 60_000, Sightings: []Sighting{
		{Device: here, Target: "eu/n1", Times: every30(0, 1200)},
		{Device: once, Target: "eu/n1", Times: every30(600, 600)},
		{Device: there, Target: "us/n1", Times: []int64{0, 60_000, 120_000}},
	}})
	if want := (Spans{{570_000, 630_000}}); !reflect.DeepEqual(res.Presence[once], want) {
		t.Errorf("there in %v, want %v", res.Presence[once], want)
	}
}

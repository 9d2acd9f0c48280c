package promapi

import (
	"reflect"
	"testing"
)

func TestLabelCardinality(t *testing.T) {
	for text, want := range map[string][]LabelCount{
		`{"headStats":{"numSeries":5},"labelValueCountByLabelName":[{"name":"request_id","value":5000},{"name":"pod","value":12}]}`: {{"request_id", 5000}, {"pod", 12}},
		`{"seriesCountByMetricName":[{"name":"a","value":1}]}`:                                                                      nil,
		`{"labelValueCountByLabelName":[]}`:                                                                                         nil,
	} {
		c := serve(t, Options{}, answer(200, "application/json", success(text)))
		got, err := c.LabelCardinality(testContext(t))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v %v", text, got, err)
		}
	}
	c := serve(t, Options{}, answer(404, "text/plain", "404 page not found"))
	if _, err := c.LabelCardinality(testContext(t)); err == nil {
		t.Error("no error from a store without the status")
	}
}

package plan

import (
	"testing"

	"github.com/tokenpath/tokenpath/pkg/join"
	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// Filters and prices mean the same card in whatever spelling of its UUID.
func TestUUIDsOfFiltersAndPrices(t *testing.T) {
	const row, upper = "GPU-604ab0b0-0000-0000-0000-000000000001", "604AB0B0-0000-0000-0000-000000000001"
	for _, c := range []struct {
		op    models.FilterOp
		value string
		want  bool
	}{
		{models.OpIn, upper, true}, {models.OpIn, row, true}, {models.OpIn, "GPU-b", false}, {models.OpNotIn, upper, false},
		{models.OpMatch, "GPU-604.*", true}, {models.OpMatch, "604AB.*", false}, {models.OpNotMatch, "GPU-604.*", false},
	} {
		f := models.Filter{Label: "gpu_uuid", Op: c.op, Values: []string{c.value}}
		conds, err := compileFilters([]models.Filter{f})
		if err != nil {
			t.Fatal(err)
		}
		if got := conds[0].holds(row); got != c.want {
			t.Errorf("%s %s: %v, want %v", c.op, c.value, got, c.want)
		}
		if f.Values[0] != c.value {
			t.Errorf("the query itself was changed to %s", f.Values[0])
		}
	}
	if d := (ownership.Device{UUID: row}); !matchesLabels(map[string]string{"gpu_uuid": upper}, d, join.DeviceInfo{}) {
		t.Error("a price's card is another one in capitals")
	}
}

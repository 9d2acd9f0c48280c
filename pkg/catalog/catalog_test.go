package catalog_test

import (
	"testing"

	"github.com/tokenpath/tokenpath/pkg/catalog"
)

func mustDefault(t testing.TB) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Default()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestDefaultLoads(t *testing.T) {
	if got := len(mustDefault(t).Systems()); got < 4 {
		t.Fatalf("%d systems", got)
	}
}

package models

import "fmt"

// MemoryError says that a query was refused because the answers it needs do not fit into the memory of the instance.
type MemoryError struct {
	// Max is the budget, Held what this query and Others what the rest hold of it, Wanted what was asked for on top, in bytes.
	Max, Held, Others, Wanted int64
}

// Error implements error.
func (e *MemoryError) Error() string {
	others := ""
	if e.Others > 0 {
		others = fmt.Sprintf(" and others hold %s", mebibytes(e.Others))
	}
	return fmt.Sprintf("the query needs at least %s of memory%s, the limit is %s for all queries of the data source (%s over, set by limits.memory); "+
		"narrow it with a shorter time range, a longer step or filters, or ask for fewer panels at once",
		mebibytes(e.Held+e.Wanted), others, mebibytes(e.Max), mebibytes(e.Held+e.Others+e.Wanted-e.Max))
}

func mebibytes(n int64) string { return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20)) }

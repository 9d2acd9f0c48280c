// Package stepcache keeps what a store has answered about times that no longer change, so that a dashboard that
// refreshes asks only for what is new.
//
// What is final. The value of a step depends on samples up to the step's own time. It is kept once that time lies an
// overlap behind both the present and the newest value seen: the expression's windows and offsets, the look-back of
// five minutes, and five minutes more for samples that arrive late. Everything after is read anew each time. Nothing
// is kept for longer than ten minutes, so that samples that come later than that still show.
//
// What is kept. Range queries whose steps do not depend on one another, by expression, step and alignment; raw samples
// (an instant query of a bare range selector), by selector; and instant queries of the distant past. An answer with a
// warning of the store that some of it may be missing is passed on and not kept.
//
// The package knows neither HTTP nor Grafana. Who may share a cache is for its owner to decide.
package stepcache

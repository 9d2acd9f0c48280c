package promapi

import "context"

type noticesKey struct{}

// WithNotices hands add the warnings of calls whose result has no place for
// them: LabelNames, LabelValues, Series and Metadata. Thanos and Mimir warn so
// when a part of them did not answer and the list may be short. add is called
// from the goroutine of the call.
func WithNotices(ctx context.Context, add func(text string)) context.Context {
	return context.WithValue(ctx, noticesKey{}, add)
}

func notice(ctx context.Context, texts []string) {
	add, ok := ctx.Value(noticesKey{}).(func(string))
	if !ok {
		return
	}
	for _, text := range texts {
		add(text)
	}
}

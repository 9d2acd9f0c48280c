package plugin

import (
	"context"
	"errors"

	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// downstream tells whether the store, the way to it or the caller's patience is the cause.
func downstream(err error) bool {
	return promapi.IsDownstream(err) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

package plugin

import (
	"context"
	"errors"

	"github.com/tokenpath/tokenpath/pkg/models"
	"github.com/tokenpath/tokenpath/pkg/promapi"
)

// downstream tells whether the store, the way to it or the caller's patience is the cause. More to read than the memory
// budget allows counts like any other answer past a limit.
func downstream(err error) bool {
	var memory *models.MemoryError
	return promapi.IsDownstream(err) || errors.As(err, &memory) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// plainly is the cause that the user can act on: an answer that was refused for want of memory did not break off.
func plainly(err error) error {
	var memory *models.MemoryError
	if errors.As(err, &memory) {
		return memory
	}
	return err
}

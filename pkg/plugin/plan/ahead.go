package plan

import (
	"context"
	"slices"

	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/join"
)

// ahead reads operands of a large fleet while who held what is still being found out.
type ahead struct {
	read *reader
	done map[*spec]*promise
	stop context.CancelFunc
}

// promise is a reading that is on its way; the channel closes when it is there.
type promise struct {
	rd    *reading
	err   error
	ready chan struct{}
}

// set sends the requests of those operands that need to know nothing but the grid.
func (a *ahead) set(ctx context.Context, r *reader, sps []*spec) {
	ctx, a.stop = context.WithCancel(ctx)
	a.read, a.done = r, map[*spec]*promise{}
	for _, sp := range sps {
		if !sp.early() {
			continue
		}
		p := &promise{rd: r.reading(sp), ready: make(chan struct{})}
		a.done[sp] = p
		go func() {
			defer close(p.ready)
			p.err = r.fetch(ctx, p.rd)
		}()
	}
}

// early tells whether an operand can be read before it is known who held what.
func (sp *spec) early() bool {
	if sp.signal == nil || sp.derived != derivedNone {
		return false
	}
	return sp.signal.Family == catalog.FamilyGPU && sp.level == join.LevelDevice ||
		sp.signal.Family == catalog.FamilyEngine && sp.level == join.LevelReplica
}

// keepIf keeps what was read ahead if it is what the reader would ask for, whose grid may be finer; else it is given up.
func (a *ahead) keepIf(r *reader) bool {
	if a.read == nil {
		return false
	}
	was := a.read
	if slices.Equal(was.steps.Edges, r.steps.Edges) && was.native == r.native && was.w.gpu.native == r.w.gpu.native &&
		was.w.engine.native == r.w.engine.native && (!was.table || slices.Equal(was.grid.Edges, r.grid.Edges)) {
		return true
	}
	a.give()
	return false
}

// give gives up what was not taken.
func (a *ahead) give() {
	if a.stop != nil {
		a.stop()
	}
	a.done = nil
}

// take waits for an operand that was read ahead; nil where it was not.
func (a *ahead) take(ctx context.Context, sp *spec) (*reading, error) {
	p := a.done[sp]
	if p == nil {
		return nil, nil
	}
	select {
	case <-p.ready:
		return p.rd, p.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

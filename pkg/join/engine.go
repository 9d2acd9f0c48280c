package join

import (
	"slices"

	"github.com/tokenpath/tokenpath/pkg/ownership"
)

// Input is a whole join.
type Input struct {
	Grid     Grid
	World    World
	Plan     Plan
	Operands []Operand
}

// Answer is what a join gives.
type Answer struct {
	// Rows are sorted by key, values before unattributed and unmatched ones.
	Rows []*Row
	// Coverage counts what was matched.
	Coverage Coverage
	// Unequal names operands whose quantile is undefined somewhere because bucket layouts differ.
	Unequal []string
	// Unplaced counts, per operand, series whose keys meet no row or more than one.
	Unplaced map[string]int
	// Shared names intensive operands of which one reading stands in several rows.
	Shared []string
}

// engine is the state of one join.
type engine struct {
	grid      Grid
	world     *World
	plan      Plan
	rows      *rowSet
	tenures   []*tenure
	byDevice  map[ownership.Device][]*tenure
	byReplica map[ownership.Replica][]*tenure
	shares    map[*tenure][]share
	unplaced  map[string]int
	flagged   []string
	coarse    *engine
}

// Run joins operands in space and time.
func Run(in Input) Answer {
	e := newEngine(in)
	// What meets the rows that are there comes after what makes rows.
	for _, byRow := range []bool{false, true} {
		for i := range in.Operands {
			if op := &in.Operands[i]; byRow == (op.Level == LevelRow || op.Level == LevelScope) {
				e.operand(op, i)
			}
		}
	}
	seconds := float64(in.Grid.Edges[in.Grid.Cells()]-in.Grid.Edges[0]) / 1000
	rows := e.rows.finish(seconds)
	return Answer{Rows: rows, Coverage: e.coverage(), Unequal: results(rows, in.Operands), Unplaced: e.unplaced, Shared: e.allFlagged()}
}

// operand brings an operand's sources to rows, on its own grid.
func (e *engine) operand(op *Operand, index int) {
	view := e
	if op.PerStep {
		view = e.perStep()
	}
	switch op.Level {
	case LevelDevice:
		view.devicesRead(op, index)
	case LevelReplica:
		view.replicaOperand(op, index)
	case LevelRow:
		view.rowOperand(op, index)
	case LevelScope:
		view.scopeOperand(op, index)
	}
}

// allFlagged are the operands of which one reading stands in several rows, on either grid.
func (e *engine) allFlagged() []string {
	out := slices.Clone(e.flagged)
	if e.coarse != nil {
		for _, name := range e.coarse.flagged {
			if !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return out
}

func newEngine(in Input) *engine {
	e := &engine{grid: in.Grid, world: &in.World, plan: in.Plan,
		rows:     &rowSet{plan: in.Plan, world: &in.World, operands: len(in.Operands), byKey: map[string]*Row{}},
		byDevice: map[ownership.Device][]*tenure{}, byReplica: map[ownership.Replica][]*tenure{},
		shares: map[*tenure][]share{}, unplaced: map[string]int{}}
	e.tenures = tenures(in.World, in.Grid)
	for _, t := range e.tenures {
		e.index(t)
		e.shares[t] = e.rows.sharesOf(t)
		e.rows.account(t, e.shares[t])
	}
	e.keepReplicas()
	return e
}

// keepReplicas marks the rows of engines' replicas and makes one for each that has no known device.
func (e *engine) keepReplicas() {
	for r, info := range e.world.Replicas {
		if info.Engine == "" {
			continue
		}
		for _, t := range e.byReplica[r] {
			for _, sh := range e.shares[t] {
				sh.row.Engine = true
			}
		}
		if len(e.byReplica[r]) > 0 {
			continue
		}
		for _, m := range e.world.models(r) {
			if row := e.rows.at(place{world: e.world, replica: r, model: m}); row != nil {
				row.Engine = true
			}
		}
	}
}

func (e *engine) index(t *tenure) {
	e.byDevice[t.device] = append(e.byDevice[t.device], t)
	if !t.replica.Zero() {
		e.byReplica[t.replica] = append(e.byReplica[t.replica], t)
	}
}

// perStep is the same join on a grid with one cell a step, for operands that the store reduced by step.
func (e *engine) perStep() *engine {
	if e.grid.Cells() == e.grid.Steps() {
		return e
	}
	if e.coarse != nil {
		return e.coarse
	}
	v := *e
	v.grid = e.grid.PerStep()
	v.byDevice, v.byReplica = map[ownership.Device][]*tenure{}, map[ownership.Replica][]*tenure{}
	v.shares = map[*tenure][]share{}
	v.tenures = tenures(*e.world, v.grid)
	for i, t := range v.tenures {
		v.index(t)
		v.shares[t] = e.shares[e.tenures[i]]
	}
	e.coarse = &v
	return &v
}

import { type Phase, PHASES } from './figures';
import { type Column, type TimeRow } from './timeRows';

/** The edge of one phase in the stack. */
export interface Edge {
  id: Phase;
  /** True for the part of an unexplained time that lies below zero. */
  below: boolean;
  values: Column;
}

/**
 * The upper edges of the phases, stacked from zero in the order of a request. What is below zero does not lower the
 * stack: it is an edge of its own, from zero down.
 */
export function stackOf({ columns }: TimeRow, steps: number, hidden: ReadonlySet<string>): Edge[] {
  const base = new Array<number>(steps).fill(0);
  const edges: Edge[] = [];
  for (const id of PHASES) {
    const column = hidden.has(id) ? undefined : columns[id];
    if (!column || column.every((value) => value === null)) {
      continue;
    }
    edges.push({ id, below: false, values: column.map((value, at) => lift(base, at, value)) });
    if (column.some((value) => value !== null && value < 0)) {
      edges.push({ id, below: true, values: column.map((value) => value && Math.min(value, 0)) });
    }
  }
  return edges;
}

function lift(base: number[], at: number, value: number | null): number | null {
  if (value === null) {
    return null;
  }
  base[at] += Math.max(value, 0);
  return base[at];
}

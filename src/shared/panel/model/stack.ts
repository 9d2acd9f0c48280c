import { type Column } from './column';

/** The edge of one part of a stack. */
export interface Edge<Id extends string = string> {
  id: Id;
  /** True for the part of it that lies below zero. */
  below: boolean;
  values: Column;
}

/**
 * The upper edges of columns that are stacked from zero in their order. What is below zero does not lower the stack: it
 * is an edge of its own, from zero down. Columns without a value have no edge.
 */
export function stackOf<Id extends string>(parts: ReadonlyArray<{ id: Id; values: Column }>): Array<Edge<Id>> {
  const base: number[] = [];
  const edges: Array<Edge<Id>> = [];
  for (const { id, values } of parts) {
    if (values.every((value) => value === null)) {
      continue;
    }
    edges.push({ id, below: false, values: values.map((value, at) => lift(base, at, value)) });
    if (values.some((value) => value !== null && value < 0)) {
      edges.push({ id, below: true, values: values.map((value) => value && Math.min(value, 0)) });
    }
  }
  return edges;
}

function lift(base: number[], at: number, value: number | null): number | null {
  if (value === null) {
    return null;
  }
  base[at] = (base[at] ?? 0) + Math.max(value, 0);
  return base[at];
}

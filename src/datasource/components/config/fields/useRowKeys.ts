import { useState } from 'react';

interface RowKeys {
  at: (index: number) => number;
  /** Whether the row was added here and not loaded. */
  isNew: (index: number) => boolean;
  add: () => void;
  remove: (index: number) => void;
}

interface Rows {
  next: number;
  keys: number[];
  added: number[];
}

/** The rows with as many keys as there are items: those at the end come and go where the list was changed elsewhere. */
function resized(rows: Rows, length: number): Rows {
  const missing = Math.max(length - rows.keys.length, 0);
  const more = Array.from({ length: missing }, (_, index) => rows.next + index);
  return { ...rows, next: rows.next + missing, keys: [...rows.keys, ...more].slice(0, length) };
}

/**
 * Keys of the rows of a list whose items have no name of their own, so that what is typed in a row stays in it when one
 * above it is removed.
 */
export function useRowKeys(length: number): RowKeys {
  const [rows, setRows] = useState<Rows>(() => resized({ next: 0, keys: [], added: [] }, length));
  const current = rows.keys.length === length ? rows : resized(rows, length);
  if (current !== rows) {
    setRows(current);
  }
  return {
    at: (index) => current.keys[index],
    isNew: (index) => current.added.includes(current.keys[index]),
    add: () => setRows({ ...resized(current, length + 1), added: [...current.added, current.next] }),
    remove: (index) => setRows({ ...current, keys: current.keys.filter((_, at) => at !== index) }),
  };
}

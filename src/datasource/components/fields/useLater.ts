import { useCallback, useEffect, useRef } from 'react';

/**
 * A handler that acts in a task of its own, with what is drawn by then. Grafana's Combobox reports a choice from an
 * effect, and Explore draws anew at once when a query changes. With React 18 that starves the pointer's move onto the
 * entry, which still waits: each drawing applies the choice afresh and reports it again, until React gives up. Between
 * tasks the move is dealt with. The choice may still be reported twice, the second time late: the handler sees the
 * newest state, so that it can tell and overwrites nothing.
 */
export function useLater<T>(act: (value: T) => void): (value: T) => void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  return useCallback((value: T) => void setTimeout(() => latest.current(value)), []);
}

/**
 * A handler that acts in a task of its own, not within the event. Grafana's Combobox reports a choice from an effect,
 * and Explore draws anew at once when a query changes. With React 18 that starves the pointer's move onto the entry,
 * which still waits: each drawing applies the choice afresh and reports it again, until React gives up. In between
 * tasks the move is dealt with, and the choice is reported once or twice, which is the same.
 */
export function later<T>(act: (value: T) => void): (value: T) => void {
  return (value) => void setTimeout(() => act(value));
}

import { type SelectableValue } from '@grafana/data';

/** The choices of an option, by what they are called. Grafana types one of several as if it were all that are chosen. */
export const choicesOf = <T extends string>(values: readonly T[], nameOf: (value: T) => string): SelectableValue[] =>
  values.map((value) => ({ value, label: nameOf(value) }));

import { type Labels } from '@grafana/data';

import { keyOf } from '../../../shared/panel/model/labels';
import { type BalanceGroup } from '../../../shared/types.gen';

// A group's key leaves out labels in which its GPUs differ.
const belongs = (key: Labels, row: Labels, by: string[]): boolean =>
  by.every((name) => !key[name] || key[name] === row[name]);

/** Finds what an answer says of the group of a row; nothing where it says so of several. */
export function factsByRow(groups: BalanceGroup[], by: string[]): (row: Labels) => BalanceGroup | undefined {
  const whole = new Map<string, BalanceGroup[]>();
  const partial: BalanceGroup[] = [];
  for (const group of groups) {
    if (by.every((name) => group.key[name])) {
      const key = keyOf(group.key, by);
      whole.set(key, [...(whole.get(key) ?? []), group]);
    } else {
      partial.push(group);
    }
  }
  return (row) => {
    const found = [...(whole.get(keyOf(row, by)) ?? []), ...partial.filter(({ key }) => belongs(key, row, by))];
    return found.length === 1 ? found[0] : undefined;
  };
}

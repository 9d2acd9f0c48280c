import { type Group } from './groups';
import { groupName } from './names';

/** What rows are sorted by. */
export const SORTS = ['loss', 'money', 'spread', 'name'] as const;
export type SortBy = (typeof SORTS)[number];

const numeric = new Intl.Collator('en', { numeric: true });

const figureOf = {
  loss: ({ figures }: Group) => figures.lost_gpu_seconds,
  money: ({ figures }: Group) => figures.lost_money,
  spread: ({ figures }: Group) => figures.spread,
};

const byName = (a: Group, b: Group): number => numeric.compare(groupName(a), groupName(b));

/** Rows in order: the largest first, those without a figure last, equal ones by name. */
export function sorted(groups: Group[], by: SortBy): Group[] {
  if (by === 'name') {
    return [...groups].sort(byName);
  }
  const of = figureOf[by];
  return [...groups].sort(
    (a, b) => (of(b) ?? -1) - (of(a) ?? -1) || (b.figures.spread ?? -1) - (a.figures.spread ?? -1) || byName(a, b)
  );
}

import { displayNameOf, formatOf } from './display';
import { type ChartFigure } from './figures';
import { type RankSeries } from './rankSeries';

/** A chart in one sentence, for those who do not see it. */
export function seriesInWords({ rank, field, values }: RankSeries, id: ChartFigure, isStraggler: boolean): string {
  const known = values.filter((value): value is number => value !== null);
  const name = `${rank.name}${isStraggler ? ', straggler' : ''}: ${displayNameOf(id, { [id]: field })}`;
  if (known.length === 0) {
    return `${name} has no value in this window.`;
  }
  const text = (value: number) => formatOf(id, field, value);
  const least = known.reduce((a, b) => Math.min(a, b));
  const most = known.reduce((a, b) => Math.max(a, b));
  return `${name} from ${text(least)} to ${text(most)}, last ${text(known[known.length - 1])}.`;
}

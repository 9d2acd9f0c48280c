import { type GrafanaTheme2 } from '@grafana/data';

import { type Look } from '../../../shared/panel/legend/Swatch';
import { colourOfField } from '../../../shared/panel/model/figure';

import { type PriceId } from './figures';
import { keyColours } from './looks';
import { isSpecial, type TimeRow, type TimeRows } from './rows';

/** Lines that are drawn at once: more cannot be told apart. */
export const MOST_LINES = 24;

const moneyOf = ({ columns }: TimeRow): number =>
  (columns.cost_total ?? []).reduce<number>((sum, one) => sum + (one ?? 0), 0);

/** The rows that have this price at any step, those with the most money first. */
export function linesOf({ rows }: TimeRows, id: PriceId): TimeRow[] {
  return rows
    .filter(({ columns }) => columns[id]?.some((value) => value !== null))
    .sort((a, b) => moneyOf(b) - moneyOf(a) || a.label.localeCompare(b.label))
    .slice(0, MOST_LINES);
}

// Lines of one colour differ by their dashes: those of a tenant's models, and of keys beyond the palette.
const DASHES: Array<number[] | undefined> = [undefined, [8, 4], [2, 3], [12, 3, 2, 3]];

/** How each line looks. */
export function lineLooks(theme: GrafanaTheme2, lines: TimeRow[], id: PriceId, by: string[]): (key: string) => Look {
  const groupOf = ({ labels, label }: TimeRow) => labels[by[0]] ?? label;
  const colourOf = keyColours(theme, lines.filter(({ kind }) => !isSpecial(kind)).map(groupOf));
  const used = new Map<string, number>();
  const looks = new Map(
    lines.map((line): [string, Look] => {
      const own = isSpecial(line.kind) ? theme.colors.text.secondary : colourOf(groupOf(line));
      const colour = colourOfField(theme, line.fields[id], own);
      const before = used.get(colour) ?? 0;
      used.set(colour, before + 1);
      return [line.key, { kind: 'line', colour, dash: DASHES[before % DASHES.length] }];
    })
  );
  return (key) => looks.get(key) ?? { kind: 'line', colour: theme.colors.text.secondary };
}

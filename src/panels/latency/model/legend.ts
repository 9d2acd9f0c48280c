import { lastOf } from '../../../shared/panel/model/column';
import { type LegendValue } from '../options/options';

import { displayNameOf, formatOf } from './display';
import { type FigureId, PHASES } from './figures';
import { type RangeRow } from './rows';
import { type TimeRow } from './timeRows';

/** A series in the legend. */
export interface LegendItem {
  id: FigureId;
  name: string;
  /** "mean 120 ms"; "n/a" where the series has no value. */
  values: string[];
  /** False where there is nothing to switch on or off. */
  drawn: boolean;
}

/** The values of a series: a mean where it has one, else its last value. */
function valuesOf(id: FigureId, row: TimeRow, range: RangeRow, wanted: LegendValue[]): string[] {
  const last = lastOf(row.columns[id]);
  if (last === null) {
    return ['n/a'];
  }
  const mean = range.figures[id];
  const shown = (value: number) => formatOf(id, row.fields[id], value);
  const kinds: LegendValue[] = wanted.includes('mean') && mean == null ? ['last'] : wanted;
  return kinds.map((kind) => (kind === 'mean' && mean != null ? `mean ${shown(mean)}` : `last ${shown(last)}`));
}

/** The series of a row: all phases, also those without a value, the end-to-end time, and the lines that are there. */
export function legendItems(row: TimeRow, range: RangeRow, lines: FigureId[], wanted: LegendValue[]): LegendItem[] {
  const ids: FigureId[] = [...PHASES, 'e2e', ...lines.filter((id) => row.columns[id])];
  return ids.map((id) => ({
    id,
    name: displayNameOf(id, row.fields),
    values: valuesOf(id, row, range, wanted),
    drawn: lastOf(row.columns[id]) !== null,
  }));
}

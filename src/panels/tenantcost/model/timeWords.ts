import { type LegendEntry } from '../../../shared/panel/legend/Legend';
import { type Look } from '../../../shared/panel/legend/Swatch';
import { type Column, lastOf } from '../../../shared/panel/model/column';
import { figuresAtStep } from '../../../shared/panel/model/figureFields';
import { type TooltipLine } from '../../../shared/panel/tooltip/TooltipTable';
import { type LegendValue } from '../options/options';

import { formatMoney, formatOf, formatShare } from './display';
import { type PriceId } from './figures';
import { type TimeRow } from './rows';
import { type Band } from './stackRows';
import { overRange } from './timeRows';

type Looks = (id: string) => Look;

const isKnown = (values: Column): boolean => values.some((value) => value !== null);

function meanOf(values: Column): number | null {
  const known = values.filter((value): value is number => value !== null);
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / values.length : null;
}

function bandValue({ values, amount }: Band, currency: string, kind: LegendValue): string {
  switch (kind) {
    case 'total':
      return formatMoney(amount, currency);
    case 'mean':
      return `mean ${formatMoney(meanOf(values), currency)}/h`;
    case 'last':
      return `last ${formatMoney(lastOf(values), currency)}/h`;
  }
}

/** The bands with their money, the topmost last as they are stacked. */
export function bandLegend(bands: Band[], looks: Looks, currency: string, wanted: LegendValue[]): LegendEntry[] {
  return bands.map((band) => ({
    id: band.id,
    name: band.row?.fields.cost_total?.config.displayName || band.label,
    look: looks(band.id),
    values: wanted.map((kind) => bandValue(band, currency, kind)),
    drawn: isKnown(band.values),
    reason: 'No money in this time range',
  }));
}

/** The money per hour of a step: the sum first, then the bands from the top of the stack down. */
export function bandTooltip(bands: Band[], looks: Looks, step: number, currency: string): TooltipLine[] {
  const known = bands.filter(({ values }) => values[step] != null);
  const whole = known.reduce((sum, { values }) => sum + (values[step] ?? 0), 0);
  const lines = [...known].reverse().map(({ id, label, values }): TooltipLine => ({
    id,
    name: label,
    value: `${formatMoney(values[step], currency)}/h`,
    share: formatShare(values[step], whole),
    look: looks(id),
  }));
  return [{ id: 'sum', name: 'All', value: `${formatMoney(whole, currency)}/h`, strong: true }, ...lines];
}

interface Of {
  id: PriceId;
  currency: string;
}

/** The lines of a price: its value over the whole range, which no total has, and the last one. */
export function lineLegend(
  lines: TimeRow[],
  looks: Looks,
  of: Of & { steps: number },
  wanted: LegendValue[]
): LegendEntry[] {
  const { id, currency, steps } = of;
  const kinds: LegendValue[] = [...new Set(wanted.map((kind) => (kind === 'total' ? 'mean' : kind)))];
  return lines.map((line) => {
    const values = kinds.map((kind) => {
      const value = kind === 'mean' ? overRange(line, steps).figures[id] : lastOf(line.columns[id]);
      return `${kind} ${formatOf(id, line.fields, value, currency)}`;
    });
    const name = line.fields[id]?.config.displayName || line.label;
    return { id: line.key, name, look: looks(line.key), values, drawn: true };
  });
}

/** The prices of a step, with what they are of. */
export function lineTooltip(
  lines: TimeRow[],
  looks: Looks,
  { id, currency, step }: Of & { step: number }
): TooltipLine[] {
  return lines
    .filter(({ columns }) => columns[id]?.[step] != null)
    .map((line) => ({
      id: line.key,
      name: line.label,
      value: formatOf(id, line.fields, figuresAtStep(line.columns, step)[id], currency),
      look: looks(line.key),
    }));
}

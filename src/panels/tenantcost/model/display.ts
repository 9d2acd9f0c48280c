import { type Field, formattedValueToString } from '@grafana/data';

import { NOT_AVAILABLE, formatFigure } from '../../../shared/format';

import { type FigureId, isMoney, nameOf } from './figures';
import { unitOf } from './money';
import { type FieldsById } from './rows';

const ownUnits: Partial<Record<FigureId, string>> = { useful_ratio: 'percentunit' };

/** Units that the data source gives money: none where a column has several currencies. */
const isGiven = (unit: string | undefined, currency: string): boolean =>
  unit === undefined || unit === 'none' || unit === unitOf(currency);

/**
 * The unit of a row's figure: the currency of the row for money, unless the field config says another unit. GPU-hours
 * and counts are named by their column, so the unit that the data source gives them is left away.
 */
export function unitFor(id: FigureId, field: Field | undefined, currency: string): string {
  const unit = field?.config.unit;
  if (isMoney(id)) {
    return isGiven(unit, currency) ? unitOf(currency) : (unit ?? 'none');
  }
  return ownUnits[id] ?? (unit === undefined || unit.startsWith('suffix:') ? 'short' : unit);
}

/** A figure of a row as text: three significant digits, unless the field is told how many decimals it has. */
export function formatOf(id: FigureId, fields: FieldsById, value: number | null | undefined, currency: string): string {
  const field = fields[id];
  if (value == null) {
    return NOT_AVAILABLE;
  }
  const isOwn = !isMoney(id) || unitFor(id, field, currency) === field?.config.unit;
  if (field?.config.decimals != null && field.display && isOwn) {
    return formattedValueToString(field.display(value));
  }
  return id === 'requests' && value < 1000
    ? String(Math.round(value))
    : formatFigure(value, unitFor(id, field, currency));
}

/** What a figure is called here: the name that an override gives it, else its own. */
export const displayNameOf = (id: FigureId, fields: FieldsById): string => fields[id]?.config.displayName || nameOf(id);

/** "€98.2": money of a currency. */
export const formatMoney = (value: number | null | undefined, currency: string): string =>
  formatFigure(value, unitOf(currency));

/** "12.7%": a part of the whole; nothing where there is no whole. */
export function formatShare(part: number | null | undefined, whole: number | null | undefined): string {
  return part == null || whole == null || whole <= 0 ? NOT_AVAILABLE : formatFigure(part / whole, 'percentunit');
}

import { type Field } from '@grafana/data';

import { formatFigure, NOT_AVAILABLE } from '../../../shared/format';
import { formatField, nameOfField } from '../../../shared/panel/model/figure';

import { type FieldsById, type FigureId, nameOf, unitOf } from './figures';

const HERTZ = ['hertz', 'rothz'];
const MEGA = 1e6;
const thousands = new Intl.NumberFormat('en-US');

/** "1,230 MHz": clocks are always told in MHz, as their vendors do. */
const megahertz = (value: number): string => `${thousands.format(Math.round(value / MEGA))} MHz`;

const COUNTS = ['short', 'none'];

const isCount = (value: number, unit: string): boolean =>
  COUNTS.includes(unit) && Number.isInteger(value) && value < 1000;

/** A value in a unit: three significant digits, clocks in MHz, small counts whole. */
export function formatIn(value: number | null | undefined, unit: string): string {
  if (value != null && HERTZ.includes(unit) && Math.abs(value) >= MEGA) {
    return megahertz(value);
  }
  return value != null && isCount(value, unit) ? String(value) : formatFigure(value, unit);
}

const hasDecimals = (field: Field | undefined): boolean => field?.config.decimals != null;

/** A figure as text, by its field's unit and decimals. */
export function formatOf(id: FigureId, field: Field | undefined, value: number | null | undefined): string {
  return hasDecimals(field) ? formatField(field, value) : formatIn(value, field?.config.unit ?? unitOf(id));
}

/** Money in the currency of its group, else in its field's unit. */
export function formatMoney(field: Field | undefined, value: number | null | undefined, currency?: string): string {
  return currency && !hasDecimals(field)
    ? formatIn(value, `currency${currency}`)
    : formatOf('lost_money', field, value);
}

/** A loss is the most that it can be: "≤ 1.14 hours"; none is none. */
export const atMost = (text: string, value: number | null | undefined): string =>
  text === NOT_AVAILABLE || value === 0 ? text : `≤ ${text}`;

/** A name within a sentence: "Tensor activity" loses its capital, "SM clock" does not. */
export const inSentence = (name: string): string =>
  /^[A-Z][^A-Z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;

/** What a figure is called here: the name that an override gives it, else its own. */
export const displayNameOf = (id: FigureId, fields: FieldsById): string => nameOfField(fields[id], nameOf(id));

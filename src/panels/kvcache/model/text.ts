import { type Part } from '../../../shared/panel/model/answer';
import { bucketOf, describeBucket } from '../../../shared/panel/model/buckets';
import { whyEmpty } from '../../../shared/panel/model/coverage';
import { formatField, nameOfField } from '../../../shared/panel/model/figure';
import { formatFigure, NOT_AVAILABLE } from '../../../shared/format';

import { type FigureId, isCount, isQuantile, nameOf, unitOf } from './figures';
import { moneyUnit } from './savings';
import { fieldFor, figureOf, type Row } from './rows';

/** What stands in place of a picture whose figures an engine does not have. */
export const NOT_REPORTED = 'This engine does not report it';

/** A figure as it is shown, with what is to be said of it. */
export interface FigureText {
  id: FigureId;
  name: string;
  text: string;
  /** A quantile's bucket, what an estimate is estimated from, or why there is no value. */
  note?: string;
}

/** What a figure is called here: the name that an override gives it, else its own. */
export const nameIn = (row: Row, id: FigureId): string => nameOfField(fieldFor(row, id), nameOf(id));

/** Why a row has no value of a figure, in words. */
function reasonFor(row: Row, id: FigureId, part: Part): string | undefined {
  return row.notReported.includes(id) ? `${NOT_REPORTED}.` : whyEmpty(part.coverage, id);
}

// Where rows have currencies of their own, the field has none.
function money(row: Row, id: FigureId, value: number): string | undefined {
  const isOwn = id === 'saved_by_cache' && fieldFor(row, id)?.config.decimals == null;
  return isOwn ? formatFigure(value, moneyUnit(row)) : undefined;
}

// A small count over a range has no digits after the point.
function counted(row: Row, id: FigureId, value: number): string | undefined {
  const isPlain = row.range && isCount(id) && value < 1000 && fieldFor(row, id)?.config.decimals == null;
  return isPlain ? String(Math.round(value)) : undefined;
}

function noteOf(row: Row, id: FigureId, value: number, part: Part): string | undefined {
  const bucket = isQuantile(id) ? bucketOf(part.buckets, id, row.labels, value) : undefined;
  const estimate = part.estimates[id] && `estimated from ${part.estimates[id]}`;
  return [bucket && describeBucket(bucket), estimate].filter(Boolean).join('; ') || undefined;
}

/** A value of a row's figure, at a step or over the range. */
export function textOfValue(row: Row, id: FigureId, value: number | null | undefined, part: Part): FigureText {
  const name = nameIn(row, id);
  if (value == null) {
    return { id, name, text: NOT_AVAILABLE, note: reasonFor(row, id, part) };
  }
  const text =
    counted(row, id, value) ?? money(row, id, value) ?? formatField(fieldFor(row, id), value, unitOf(id, !row.range));
  return { id, name, text: part.estimates[id] ? `≈ ${text}` : text, note: noteOf(row, id, value, part) };
}

/** A row's figure over the range; of an answer without a table, that of its newest step. */
export const textOf = (row: Row, id: FigureId, part: Part): FigureText => textOfValue(row, id, figureOf(row, id), part);

/** What the row has at one step. */
export function textsAtStep(row: Row, step: number, ids: readonly FigureId[], part: Part): FigureText[] {
  const { columns = {}, fields = {} } = row.steps ?? {};
  const atStep: Row = { ...row, range: undefined };
  return ids.filter((id) => columns[id] && fields[id]).map((id) => textOfValue(atStep, id, columns[id]?.[step], part));
}

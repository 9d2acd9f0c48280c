import { formatFigure } from '../../../shared/format';
import { bucketOf, describeBucket } from '../../../shared/panel/model/buckets';
import { type FieldBuckets } from '../../../shared/types.gen';

import { displayNameOf, formatOf } from './display';
import { type FigureId, type Figures, isQuantile, PHASES } from './figures';
import { type Row } from './rows';
import { shareOf } from './segments';

/** A line of the tooltip. */
export interface TooltipLine {
  id: FigureId;
  name: string;
  value: string;
  /** Part of the end-to-end time. */
  share?: string;
  /** A quantile's bucket, or what an estimate is estimated from. */
  note?: string;
}

/** What the answer says of its fields. */
export interface FieldNotes {
  buckets: FieldBuckets[];
  estimates: Record<string, string>;
}

function noteOf(id: FigureId, row: Row, value: number | null | undefined, notes: FieldNotes): string | undefined {
  const bucket = isQuantile(id) && value != null ? bucketOf(notes.buckets, id, row.labels, value) : undefined;
  const estimate = notes.estimates[id] && `estimated from ${notes.estimates[id]}`;
  return [bucket && describeBucket(bucket), estimate].filter(Boolean).join('; ') || undefined;
}

function lineOf(id: FigureId, row: Row, figures: Figures, notes: FieldNotes): TooltipLine {
  const value = figures[id];
  const text = formatOf(id, row.fields[id], value);
  const share = PHASES.some((phase) => phase === id) ? shareOf(value, figures.e2e) : null;
  return {
    id,
    name: displayNameOf(id, row.fields),
    value: notes.estimates[id] && value != null ? `≈ ${text}` : text,
    share: share === null ? undefined : formatFigure(share, 'percentunit'),
    note: noteOf(id, row, value, notes),
  };
}

/** The lines of a tooltip: what is drawn, in order, and how many requests it is of. */
export function tooltipLines(row: Row, figures: Figures, lines: FigureId[], notes: FieldNotes): TooltipLine[] {
  const ids: FigureId[] = ['e2e', ...PHASES, ...lines, 'requests', 'decomposed'];
  return ids.filter((id) => figures[id] !== undefined).map((id) => lineOf(id, row, figures, notes));
}

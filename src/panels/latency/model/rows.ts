import { type FieldsOf } from '../../../shared/panel/model/figureFields';
import { type LabelledRow } from '../../../shared/panel/model/labels';

import { type FigureId, type Figures } from './figures';

/** What stands where rows have no labels. */
export const ALL_REQUESTS = 'All requests';

export type FieldsById = FieldsOf<FigureId>;

/** A row of the answer. */
export interface Row extends LabelledRow {
  /** Unique among the rows of an answer. */
  key: string;
  fields: FieldsById;
}

/** A row over the whole range. */
export interface RangeRow extends Row {
  figures: Figures;
  /** The row's place in its frame, for links. */
  index?: number;
}

/** Rows with the longest end-to-end time first; those without one last, by name. */
export function byEndToEnd<T extends { label: string; figures: Figures }>(rows: T[]): T[] {
  return [...rows].sort((a, b) => (b.figures.e2e ?? -1) - (a.figures.e2e ?? -1) || a.label.localeCompare(b.label));
}

/** The first field of each figure among rows, which stands for the figure where rows are put together. */
export function firstFields(rows: Row[]): FieldsById {
  return rows.reduce<FieldsById>((found, { fields }) => ({ ...fields, ...found }), {});
}

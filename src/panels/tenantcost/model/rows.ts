import { type ColumnsOf, type FieldsOf } from '../../../shared/panel/model/figureFields';
import { type LabelledRow } from '../../../shared/panel/model/labels';

import { type FigureId, type Figures } from './figures';

export type FieldsById = FieldsOf<FigureId>;

/** Kinds of rows that are no key's own, in the order in which they stand below the others. */
export const SPECIAL_KINDS = ['other', 'unlabelled', 'idle', 'unattributed'] as const;
export type SpecialKind = (typeof SPECIAL_KINDS)[number];

/** Whether a row's kind is one of those. */
export const isSpecial = (kind: string): kind is SpecialKind => SPECIAL_KINDS.some((one) => one === kind);

interface Row extends LabelledRow {
  /** Unique among the rows of an answer. */
  key: string;
  /** Empty where no source says it. */
  currency: string;
  fields: FieldsById;
}

/** A row over the whole range. */
export interface CostRow extends Row {
  figures: Figures;
  /** The row's place in its frame, for links. */
  index?: number;
  /** The rows that it puts together, where it is the sum of several. */
  parts?: CostRow[];
}

/** A row over time. */
export interface TimeRow extends Row {
  columns: ColumnsOf<FigureId>;
}

/** The rows of a time series answer, on one grid of steps. */
export interface TimeRows {
  times: number[];
  /** Length of a step in seconds. */
  step: number;
  rows: TimeRow[];
}

/** The label of the currency, which an answer in several has beside its key. */
export const CURRENCY = 'currency';

/** The labels of an answer's key, without the currency: rows of different currencies are apart anyway. */
export const keyLabels = (by: string[]): string[] => by.filter((label) => label !== CURRENCY);

const moneyOf = ({ figures }: CostRow): number => figures.cost_total ?? -1;

/** Rows with the most money first; those without any last, by name. */
export const byMoney = <T extends CostRow>(rows: T[]): T[] =>
  [...rows].sort((a, b) => moneyOf(b) - moneyOf(a) || a.label.localeCompare(b.label));

import { type Field, type Labels } from '@grafana/data';

import { lastOf } from '../../../shared/panel/model/column';
import { type ColumnsOf, type FieldsOf } from '../../../shared/panel/model/figureFields';
import { type Evidence, type KVCacheSpell, type Verdict } from '../../../shared/types.gen';

import { type FigureId, type Figures } from './figures';

/** What stands where rows have no labels. */
export const ALL_REPLICAS = 'All replicas';

export type FieldsById = FieldsOf<FigureId>;

/** Why a row has the verdict that it has. */
export interface Judgement {
  /** The severest of the range. */
  verdict: Verdict;
  /** Of the newest window. */
  now: Verdict;
  spells: KVCacheSpell[];
  evidence: Evidence[];
  refute: Evidence[];
}

/** A row over the whole range. */
export interface RangeFigures {
  figures: Figures;
  fields: FieldsById;
  /** The row's place in its frame, for links. */
  index: number;
  /** The currency of its money, where rows have one of their own. */
  currency?: string;
}

/** A row over the steps. */
export interface StepFigures {
  columns: ColumnsOf<FigureId>;
  fields: FieldsById;
  /** The verdict of each step; null where nothing is judged. */
  verdicts: Array<Verdict | null>;
}

/** A row of the answer: a replica, a rank, a model, a tenant, or whatever the query is split by. */
export interface Row {
  /** Unique among the rows of an answer. */
  key: string;
  labels: Labels;
  label: string;
  /** Other than "value" where the row is what no label names. */
  kind: string;
  judgement: Judgement;
  /** Fields that its engines do not report. */
  notReported: readonly string[];
  /** Absent without a table answer. */
  range?: RangeFigures;
  /** Absent without a time series answer. */
  steps?: StepFigures;
}

/** The rows of an answer, with the steps that they share. */
export interface Rows {
  rows: Row[];
  /** Ends of the steps, in milliseconds. */
  times: number[];
  /** Length of a step, in milliseconds. */
  stepMs: number;
}

/** A figure of a row over the range; where there is no table, its newest step. */
export function figureOf({ range, steps }: Row, id: FigureId): number | null {
  return range ? (range.figures[id] ?? null) : lastOf(steps?.columns[id]);
}

/** As many of a row's labels as fit, the last ones first: a pod tells more than its cluster. */
export function telling({ labels }: Row, length: number): string {
  const values = Object.values(labels).filter(Boolean);
  const shortened = values.map((_, at) => values.slice(at).join(' · '));
  return shortened.find((text) => text.length <= length) ?? values[values.length - 1] ?? '';
}

/** The field that a row's figure comes from. */
export const fieldFor = ({ range, steps }: Row, id: FigureId): Field | undefined =>
  range?.fields[id] ?? steps?.fields[id];

/** The fullest that a row's cache was in the range: of its fullest rank, where ranks are told apart. */
export function peakUsage(row: Row): number | null {
  const columns = [row.steps?.columns.usage_max, row.steps?.columns.usage];
  const column = columns.find((values) => values?.some((value) => value !== null));
  const ofSteps = (column ?? []).reduce<number | null>(
    (most, value) => (value === null ? most : Math.max(most ?? 0, value)),
    null
  );
  return row.range?.figures.usage_max ?? ofSteps ?? figureOf(row, 'usage');
}

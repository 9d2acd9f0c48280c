import { type Field, type Labels } from '@grafana/data';

import { shortenName } from '../../../shared/text';

import { type FigureId, type Figures } from './figures';

const SEPARATOR = ' · ';

/** What stands where rows have no labels. */
export const ALL_REQUESTS = 'All requests';

/** The fields that a row's figures come from, for their unit, decimals, colour, name and links. */
export type FieldsById = Partial<Record<FigureId, Field>>;

/** A row of the answer. */
export interface Row {
  /** Unique among the rows of an answer. */
  key: string;
  labels: Labels;
  label: string;
  /** Other than "value" where the row is what no label names. */
  kind: string;
  fields: FieldsById;
}

/** A row over the whole range. */
export interface RangeRow extends Row {
  figures: Figures;
  /** The row's place in its frame, for links. */
  index?: number;
}

/** Identifies a row by its labels, in the order of `by`. */
export const keyOf = (labels: Labels, by: string[]): string => JSON.stringify(by.map((name) => labels[name] ?? ''));

/** "llama-70b · decode": the values of the labels that a row has; "no role" where it has none of them. */
export function labelOf(labels: Labels, by: string[]): string {
  const values = by.map((name) => labels[name]).filter(Boolean);
  if (values.length > 0) {
    return values.join(SEPARATOR);
  }
  return by.length > 0 ? `no ${by.map(labelName).join(' or ')}`.toLowerCase() : ALL_REQUESTS;
}

const labelNames: Record<string, string> = { llm_model: 'Model', gpu_model: 'GPU model', gpu_uuid: 'GPU' };

/** What a label is called: "Model", "Pod". */
export function labelName(label: string): string {
  return labelNames[label] ?? `${label.charAt(0).toUpperCase()}${label.slice(1).replace(/_/g, ' ')}`;
}

/** A label no longer than so many characters; each of its parts is shortened. */
export function shortLabel(label: string, length: number): string {
  const parts = label.split(SEPARATOR);
  const each = Math.floor((length - SEPARATOR.length * (parts.length - 1)) / parts.length);
  return label.length <= length ? label : parts.map((part) => shortenName(part, Math.max(3, each))).join(SEPARATOR);
}

/** Rows with the longest end-to-end time first; those without one last, by name. */
export function byEndToEnd<T extends { label: string; figures: Figures }>(rows: T[]): T[] {
  return [...rows].sort((a, b) => (b.figures.e2e ?? -1) - (a.figures.e2e ?? -1) || a.label.localeCompare(b.label));
}

/** The first field of each figure among rows, which stands for the figure where rows are put together. */
export function firstFields(rows: Row[]): FieldsById {
  return rows.reduce<FieldsById>((found, { fields }) => ({ ...fields, ...found }), {});
}

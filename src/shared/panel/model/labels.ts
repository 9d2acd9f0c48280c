import { type Labels } from '@grafana/data';

import { shortenName } from '../../text';

const SEPARATOR = ' · ';

/** A row's labels and what it is. */
export interface LabelledRow {
  labels: Labels;
  label: string;
  /** Other than "value" where the row is what no label names: idle, unattributed, other … */
  kind: string;
}

/** Identifies a row by its labels, in the order of `by`. */
export const keyOf = (labels: Labels, by: string[]): string => JSON.stringify(by.map((name) => labels[name] ?? ''));

/** "llama-70b · decode": the values of the labels that a row has; "no role" where it has none of them. */
export function labelOf(labels: Labels, by: string[], all: string): string {
  const values = by.map((name) => labels[name]).filter(Boolean);
  if (values.length > 0) {
    return values.join(SEPARATOR);
  }
  return by.length > 0 ? `no ${by.map(labelName).join(' or ')}`.toLowerCase() : all;
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

/** How many characters of a label fit into so many pixels. */
export const charactersIn = (pixels: number): number => Math.max(4, Math.floor((pixels - 16) / 7.8));

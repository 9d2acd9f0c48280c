import { type Field, FieldType } from '@grafana/data';

import { type Part } from './answer';
import { type Figures, isFigure } from './figures';
import { type FieldsById, keyOf, labelOf, type RangeRow } from './rows';

const text = (field: Field | undefined, index: number): string => String(field?.values[index] ?? '');

function figuresOf(fields: FieldsById, index: number): Figures {
  const entries = Object.entries(fields).map(([id, { values }]) => {
    const value: unknown = values[index];
    return [id, typeof value === 'number' && Number.isFinite(value) ? value : null] as const;
  });
  return Object.fromEntries(entries);
}

/** Reads a table answer: a row per key, its figures over the whole range. */
export function readTableRows({ frame, by }: Part): RangeRow[] {
  const column = (name: string) => frame.fields.find((field) => field.name === name);
  const fields: FieldsById = {};
  for (const field of frame.fields) {
    if (field.type === FieldType.number && isFigure(field.name)) {
      fields[field.name] = field;
    }
  }
  return Array.from({ length: frame.length }, (_, index) => {
    const labels = Object.fromEntries(by.map((name) => [name, text(column(name), index)]));
    const kind = text(column('row_kind'), index) || 'value';
    return {
      key: `${kind} ${keyOf(labels, by)}`,
      labels,
      label: labelOf(labels, by),
      kind,
      fields,
      figures: figuresOf(fields, index),
      index,
    };
  });
}

import { FieldType } from '@grafana/data';

import { type Part } from '../../../shared/panel/model/answer';
import { defined, fieldOf, textAt } from '../../../shared/panel/model/column';
import { keyOf, labelOf } from '../../../shared/panel/model/labels';

import { type Figures, isFigure } from './figures';
import { ALL_REQUESTS, type FieldsById, type RangeRow } from './rows';

function figuresOf(fields: FieldsById, index: number): Figures {
  const entries = Object.entries(fields).map(([id, { values }]) => [id, defined(values[index])] as const);
  return Object.fromEntries(entries);
}

/** Reads a table answer: a row per key, its figures over the whole range. */
export function readTableRows({ frame, by }: Part): RangeRow[] {
  const fields: FieldsById = {};
  for (const field of frame.fields) {
    if (field.type === FieldType.number && isFigure(field.name)) {
      fields[field.name] = field;
    }
  }
  return Array.from({ length: frame.length }, (_, index) => {
    const labels = Object.fromEntries(by.map((name) => [name, textAt(fieldOf(frame, name), index)]));
    const kind = textAt(fieldOf(frame, 'row_kind'), index) || 'value';
    return {
      key: `${kind} ${keyOf(labels, by)}`,
      labels,
      label: labelOf(labels, by, ALL_REQUESTS),
      kind,
      fields,
      figures: figuresOf(fields, index),
      index,
    };
  });
}

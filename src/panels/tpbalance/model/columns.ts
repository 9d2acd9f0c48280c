import { type Field, FieldType, type Labels } from '@grafana/data';

import { type Part } from '../../../shared/panel/model/answer';
import { defined, textAt } from '../../../shared/panel/model/column';

import { type FieldsById, type Figures, isFigure } from './figures';

/** A frame's columns, told apart: text that names a row, and figures. */
export interface Columns {
  texts: Field[];
  fields: FieldsById;
  length: number;
}

/** The columns of a table answer. */
export function columnsOf({ frame }: Part): Columns {
  const fields: FieldsById = {};
  for (const field of frame.fields) {
    if (field.type === FieldType.number && isFigure(field.name)) {
      fields[field.name] = field;
    }
  }
  return { texts: frame.fields.filter(({ type }) => type === FieldType.string), fields, length: frame.length };
}

/** The text of a row by column; what is empty is left out. */
export function labelsAt({ texts }: Columns, index: number): Labels {
  return Object.fromEntries(
    texts.map((field) => [field.name, textAt(field, index)]).filter(([, value]) => value !== '')
  );
}

/** The figures of a row. */
export function figuresAt({ fields }: Columns, index: number): Figures {
  return Object.fromEntries(Object.entries(fields).map(([id, { values }]) => [id, defined(values[index])]));
}

import { type Field, FieldType, type Labels } from '@grafana/data';

import { type Part } from '../../../shared/panel/model/answer';
import { textAt } from '../../../shared/panel/model/column';
import { figureFields } from '../../../shared/panel/model/figureFields';

import { type FieldsById, isFigure } from './figures';

/** A frame's columns, told apart: text that names a row, and figures. */
export interface Columns {
  texts: Field[];
  fields: FieldsById;
  length: number;
}

/** The columns of a table answer. */
export function columnsOf({ frame }: Part): Columns {
  const texts = frame.fields.filter(({ type }) => type === FieldType.string);
  return { texts, fields: figureFields(frame, isFigure), length: frame.length };
}

/** The text of a row by column; what is empty is left out. */
export function labelsAt({ texts }: Columns, index: number): Labels {
  const labels: Labels = {};
  for (const field of texts) {
    const text = textAt(field, index);
    if (text !== '') {
      labels[field.name] = text;
    }
  }
  return labels;
}

import { type Part } from '../../../shared/panel/model/answer';
import { fieldOf, textAt } from '../../../shared/panel/model/column';
import { figureFields, figuresInRow } from '../../../shared/panel/model/figureFields';
import { keyOf, labelOf } from '../../../shared/panel/model/labels';

import { isFigure } from './figures';
import { ALL_REQUESTS, type RangeRow } from './rows';

/** Reads a table answer: a row per key, its figures over the whole range. */
export function readTableRows({ frame, by }: Part): RangeRow[] {
  const fields = figureFields(frame, isFigure);
  return Array.from({ length: frame.length }, (_, index) => {
    const labels = Object.fromEntries(by.map((name) => [name, textAt(fieldOf(frame, name), index)]));
    const kind = textAt(fieldOf(frame, 'row_kind'), index) || 'value';
    return {
      key: `${kind} ${keyOf(labels, by)}`,
      labels,
      label: labelOf(labels, by, ALL_REQUESTS),
      kind,
      fields,
      figures: figuresInRow(fields, index),
      index,
    };
  });
}

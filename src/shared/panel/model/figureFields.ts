import { type DataFrame, type Field, FieldType } from '@grafana/data';

import { type Column, defined } from './column';

/** The fields that figures come from, for their unit, decimals, colour, name and links. */
export type FieldsOf<Id extends string> = Partial<Record<Id, Field>>;

/** Figures of one row. Null is undefined, absent is not asked for or not reported. */
export type FiguresOf<Id extends string> = Partial<Record<Id, number | null>>;

/** Figures over the steps. */
export type ColumnsOf<Id extends string> = Partial<Record<Id, Column>>;

/** Calls back with each field of a frame that holds a figure. */
export function eachFigure<Id extends string>(
  { fields }: DataFrame,
  isFigure: (name: string) => name is Id,
  found: (id: Id, field: Field) => void
): void {
  for (const field of fields) {
    if (field.type === FieldType.number && isFigure(field.name)) {
      found(field.name, field);
    }
  }
}

/** The fields of a table's figures. */
export function figureFields<Id extends string>(
  frame: DataFrame,
  isFigure: (name: string) => name is Id
): FieldsOf<Id> {
  const fields: FieldsOf<Id> = {};
  eachFigure(frame, isFigure, (id, field) => {
    fields[id] = field;
  });
  return fields;
}

/** The figures of a row of a table. */
export function figuresInRow<Id extends string>(fields: FieldsOf<Id>, index: number): FiguresOf<Id> {
  const figures: FiguresOf<Id> = {};
  for (const id in fields) {
    figures[id] = defined(fields[id]?.values[index]);
  }
  return figures;
}

/** The figures of a row over time, at one step. */
export function figuresAtStep<Id extends string>(columns: ColumnsOf<Id>, step: number): FiguresOf<Id> {
  const figures: FiguresOf<Id> = {};
  for (const id in columns) {
    figures[id] = columns[id]?.[step] ?? null;
  }
  return figures;
}

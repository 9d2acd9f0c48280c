import React from 'react';

import { displayNameOf } from '../../model/display';
import { columnNameOf, type FigureId } from '../../model/figures';
import { type FieldsById } from '../../model/rows';
import { type Order } from '../../model/sort';

import { HeadCell } from './HeadCell';

interface Props {
  id: FigureId;
  fields: FieldsById;
  /** What figures that are estimates are estimated from. */
  estimates: Record<string, string>;
  order: Order;
  onOrder: (id: FigureId) => void;
}

/** The name of a figure's column, which says whether it is an estimate. */
export function FigureHead({ id, fields, estimates, order, onOrder }: Props) {
  const name = displayNameOf(id, fields);
  const seen = columnNameOf(id, name);
  const estimate: string | undefined = estimates[id];
  return (
    <HeadCell
      id={id}
      name={estimate === undefined ? seen : `≈ ${seen}`}
      title={[seen === name ? undefined : name, estimate ?? fields[id]?.config.description].filter(Boolean).join(': ')}
      order={order}
      onOrder={onOrder}
    />
  );
}

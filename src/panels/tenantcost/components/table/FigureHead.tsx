import React from 'react';

import { displayNameOf } from '../../model/display';
import { type FigureId } from '../../model/figures';
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
  const estimate: string | undefined = estimates[id];
  return (
    <HeadCell
      id={id}
      name={estimate === undefined ? name : `≈ ${name}`}
      title={estimate ?? fields[id]?.config.description}
      order={order}
      onOrder={onOrder}
    />
  );
}

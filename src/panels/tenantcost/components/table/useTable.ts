import { useMemo, useState } from 'react';

import { keyLabels } from '../../model/rows';
import { type Item, type Items, SUM, tableItems } from '../../model/tableItems';
import { type Order, MOST_FIRST, nextOrder } from '../../model/sort';
import { type FigureId } from '../../model/figures';
import { type BlockProps } from '../block/blockProps';

/** The lines of a table, how they are sorted, and which groups are open. */
export interface TableState {
  by: string[];
  items: Items;
  total: Item;
  hasGroups: boolean;
  order: Order;
  onOrder: (id: FigureId) => void;
  onToggle: (key: string) => void;
}

/** The state of a currency's table. */
export function useTable({ block, part, options }: BlockProps): TableState {
  const [order, setOrder] = useState<Order>(MOST_FIRST);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const by = useMemo(() => keyLabels(part.by), [part]);
  const { group } = options;
  const items = useMemo(() => tableItems(block, by, { group, open, order }), [block, by, group, open, order]);
  const { currency, total: figures, rows } = block;
  const total: Item = useMemo(
    () => ({
      row: {
        key: 'total',
        label: 'All rows',
        labels: {},
        kind: SUM,
        currency,
        fields: rows[0]?.fields ?? {},
        figures,
      },
      label: 'All rows',
      depth: 0,
    }),
    [currency, figures, rows]
  );
  return {
    by,
    items,
    total,
    hasGroups: [...items.own, ...items.special].some(({ isOpen }) => isOpen !== undefined),
    order,
    onOrder: (id) => setOrder((now) => nextOrder(now, id)),
    onToggle: (key) => setOpen((now) => new Set(now.has(key) ? [...now].filter((one) => one !== key) : [...now, key])),
  };
}

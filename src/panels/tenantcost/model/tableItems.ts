import { groupRows, labelWithin } from './groups';
import { type Block, ownRows, specialRows } from './blocks';
import { type CostRow, SPECIAL_KINDS } from './rows';
import { type Order, sortRows } from './sort';

/** The kind of the row of all rows together. */
export const SUM = 'sum';

/** A line of the table. */
export interface Item {
  row: CostRow;
  label: string;
  /** 1 for a row within an open group. */
  depth: 0 | 1;
  /** Whether the rows within are shown; undefined where there are none. */
  isOpen?: boolean;
}

/** What a table shows: the rows of a key of their own, and what is none's, which always stays in sight. */
export interface Items {
  own: Item[];
  special: Item[];
}

const kindOrder = ({ kind }: CostRow): number => SPECIAL_KINDS.findIndex((one) => one === kind);

function itemsOf(rows: CostRow[], by: string[], open: ReadonlySet<string>, order: Order): Item[] {
  return rows.flatMap((row): Item[] => {
    const { parts = [], key, label } = row;
    if (parts.length === 0) {
      return [{ row, label, depth: 0 }];
    }
    // Of what is no key's own there may be nothing to tell apart.
    const hasParts = parts.length > 1 || by.slice(1).some((name) => parts[0].labels[name]);
    const isOpen = hasParts ? open.has(key) : undefined;
    const within = isOpen ? sortRows(parts, order) : [];
    return [
      { row, label, depth: 0, isOpen },
      ...within.map((part): Item => ({ row: part, label: labelWithin(part, by), depth: 1 })),
    ];
  });
}

/** The lines of a currency's table. */
export function tableItems(
  { rows }: Block,
  by: string[],
  { group, open, order }: { group: boolean; open: ReadonlySet<string>; order: Order }
): Items {
  const own = group ? groupRows(ownRows(rows), by) : ownRows(rows);
  // What is no key's own is always put together, or it would fill the table.
  const special = groupRows(specialRows(rows), by);
  const sorted = [...special].sort((a, b) => kindOrder(a) - kindOrder(b));
  return { own: itemsOf(sortRows(own, order), by, open, order), special: itemsOf(sorted, by, open, order) };
}

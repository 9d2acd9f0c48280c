import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import { VirtualRows } from '../../../../shared/panel/rows/VirtualRows';
import { testIds } from '../../../../shared/testIds';
import { type Item, type Items } from '../../model/tableItems';

/** Height of a row, and of the line of column names. */
export const ROW_HEIGHT = 24;
export const HEAD_HEIGHT = 24;

// A list that is lower than this has no room for rows that stay in sight.
const LEAST_LIST = 3 * ROW_HEIGHT;

interface Props {
  label: string;
  items: Items;
  /** The row of all rows together. */
  total: Item;
  grid: string;
  height: number;
  head: ReactNode;
  cells: (item: Item) => ReactNode;
}

/** Rows that scroll, and below them what is no key's own and the sum, which stay in sight. */
export function CostTable({ label, items, total, grid, height, head, cells }: Props) {
  const styles = useStyles2(getStyles);
  const pinned = [...items.special, total];
  const rest = height - HEAD_HEIGHT - pinned.length * ROW_HEIGHT - 1;
  const isPinned = rest >= Math.min(LEAST_LIST, Math.max(1, items.own.length) * ROW_HEIGHT);
  const rows = isPinned ? items.own : [...items.own, ...pinned];
  const line = (children: ReactNode) => (
    <div className={styles.grid} style={{ gridTemplateColumns: grid }}>
      {children}
    </div>
  );
  return (
    <div style={{ height }}>
      <VirtualRows
        label={label}
        rows={rows}
        keyOf={({ row, depth }) => `${depth} ${row.key}`}
        rowHeight={ROW_HEIGHT}
        height={isPinned ? height - pinned.length * ROW_HEIGHT - 1 : height}
        header={line(head)}
        headerHeight={HEAD_HEIGHT}
        render={(item) => line(cells(item))}
      />
      {isPinned && (
        <div
          role="table"
          aria-label={`${label}: what is nobody’s, and the sum`}
          className={styles.pinned}
          data-testid={testIds.tenantcost.pinned}
        >
          {pinned.map((item) => (
            <div key={`${item.depth} ${item.row.key}`} role="row" style={{ height: ROW_HEIGHT }}>
              {line(cells(item))}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  grid: css({ display: 'grid', alignItems: 'center', width: '100%', height: '100%' }),
  pinned: css({
    borderTop: `1px solid ${theme.colors.border.weak}`,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
  }),
});

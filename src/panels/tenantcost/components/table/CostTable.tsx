import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import { labelName } from '../../../../shared/panel/model/labels';
import { VirtualRows } from '../../../../shared/panel/rows/VirtualRows';
import { testIds } from '../../../../shared/testIds';
import { type Item } from '../../model/tableItems';

import { gridOf, type TableLayout } from './columns';
import { LabelCell } from './LabelCell';
import { type TableState } from './useTable';

/** Height of a row, and of the line of column names. */
export const ROW_HEIGHT = 24;
const HEAD_HEIGHT = 24;

// A list that is lower than this has no room for rows that stay in sight.
const LEAST_LIST = 3 * ROW_HEIGHT;

interface Props {
  /** What the table shows: "Cost". */
  name: string;
  table: TableState;
  layout: TableLayout<string>;
  /** Whether rows are put together by the first label. */
  isGrouped: boolean;
  height: number;
  /** The columns' names, and the cells of a row, beside the rows' labels. */
  head: ReactNode;
  cells: (item: Item) => ReactNode;
}

/** Rows that scroll, and below them what is no key's own and the sum, which stay in sight. */
export function CostTable({ name, table, layout, isGrouped, height, head, cells }: Props) {
  const styles = useStyles2(getStyles);
  const { by, items, total, hasGroups, onToggle } = table;
  const label = `${name} by ${by.map(labelName).join(' and ').toLowerCase() || 'kind'}`;
  const inColumn = isGrouped ? by.slice(0, 1) : by;
  const pinned = [...items.special, total];
  const rest = height - HEAD_HEIGHT - pinned.length * ROW_HEIGHT - 1;
  const isPinned = rest >= Math.min(LEAST_LIST, Math.max(1, items.own.length) * ROW_HEIGHT);
  const rows = isPinned ? items.own : [...items.own, ...pinned];
  const line = (children: ReactNode) => (
    <div className={styles.grid} style={{ gridTemplateColumns: gridOf(layout) }}>
      {children}
    </div>
  );
  const row = (item: Item) =>
    line(
      <>
        <LabelCell item={item} width={layout.label} hasGroups={hasGroups} onToggle={onToggle} />
        {cells(item)}
      </>
    );
  return (
    <div style={{ height }}>
      <VirtualRows
        label={label}
        rows={rows}
        keyOf={({ row, depth }) => `${depth} ${row.key}`}
        rowHeight={ROW_HEIGHT}
        height={isPinned ? height - pinned.length * ROW_HEIGHT - 1 : height}
        header={line(
          <>
            <span role="columnheader">{inColumn.map(labelName).join(' · ')}</span>
            {head}
          </>
        )}
        headerHeight={HEAD_HEIGHT}
        render={row}
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
              {row(item)}
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

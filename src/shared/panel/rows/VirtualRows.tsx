import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { memo, type ReactNode, useMemo } from 'react';

import { testIds } from '../../testIds';

import { useRowWindow } from './useRowWindow';

interface Props<T> {
  /** What the rows are: "KV cache by replica". */
  label: string;
  rows: readonly T[];
  keyOf: (row: T) => string;
  /** Height of each row in pixels: the same for all, or one that depends on the row (an open one is higher). */
  rowHeight: number | ((row: T) => number);
  /** Greatest height of the whole, with the header. In a column that is laid out by flex it gives way to its neighbours. */
  height: number;
  /** Cells of the header: elements of role "columnheader". */
  header?: ReactNode;
  /** Height of the header in pixels. */
  headerHeight?: number;
  /** Cells of a row, side by side: elements of role "rowheader" or "cell". */
  render: (row: T, index: number) => ReactNode;
  /** What stands below the cells of an open row; its height is part of the row's. */
  detail?: (row: T) => ReactNode;
  testId?: string;
}

/** A table of which only the rows that are seen are drawn. The panel gives its cells their widths. */
export function VirtualRows<T>(props: Props<T>) {
  const { label, rows, keyOf, rowHeight, height, header, headerHeight = 24, render, detail, testId } = props;
  const styles = useStyles2(getStyles);
  const heights = useMemo(
    () => rows.map((row) => (typeof rowHeight === 'number' ? rowHeight : rowHeight(row))),
    [rows, rowHeight]
  );
  const { window, onScroll } = useRowWindow(heights, height - (header ? headerHeight : 0));
  const drawn = rows.slice(window.first, window.end);
  const first = header ? 2 : 1;
  return (
    <div
      className={styles.scroll}
      style={{ maxHeight: height }}
      tabIndex={0}
      role="region"
      aria-label={label}
      onScroll={onScroll}
    >
      <div
        role="table"
        aria-label={label}
        aria-rowcount={rows.length + first - 1}
        data-testid={testId ?? testIds.panel.rows}
      >
        {header && (
          <div role="row" aria-rowindex={1} className={styles.header} style={{ height: headerHeight }}>
            {header}
          </div>
        )}
        <div style={{ height: window.before }} />
        {drawn.map((row, at) => (
          <DrawnRow
            key={keyOf(row)}
            row={row}
            at={window.first + at}
            before={first}
            height={heights[window.first + at]}
            render={render}
            detail={detail}
          />
        ))}
        <div style={{ height: window.after }} />
      </div>
    </div>
  );
}

interface RowProps<T> extends Pick<Props<T>, 'render' | 'detail'> {
  row: T;
  at: number;
  /** Rows of the table that stand before the first of these. */
  before: number;
  height: number;
}

function OneRow<T>({ row, at, before, height, render, detail }: RowProps<T>) {
  const styles = useStyles2(getStyles);
  return (
    <div role="row" aria-rowindex={at + before} style={{ height }}>
      <div className={styles.cells}>{render(row, at)}</div>
      <Below>{detail?.(row)}</Below>
    </div>
  );
}

// While the list is scrolled, a row that stays is not drawn anew.
const DrawnRow = memo(OneRow) as typeof OneRow;

const Below = ({ children }: { children?: ReactNode }) => (children ? <div role="cell">{children}</div> : null);

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({
    flex: '1 1 auto',
    minHeight: 0,
    overflowY: 'auto',
    overflowX: 'hidden',
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
  }),
  cells: css({ display: 'flex', alignItems: 'center' }),
  header: css({
    display: 'flex',
    alignItems: 'center',
    position: 'sticky',
    top: 0,
    zIndex: 1,
    color: theme.colors.text.secondary,
    background: theme.colors.background.primary,
  }),
});

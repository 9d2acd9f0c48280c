import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import { labelName } from '../../../../shared/panel/model/labels';
import { VirtualRows } from '../../../../shared/panel/rows/VirtualRows';
import { testIds } from '../../../../shared/testIds';

import { type BarColumns } from './columns';

interface Props<T> {
  label: string;
  rows: readonly T[];
  /** Labels of a row's key. */
  by: string[];
  /** Heading of the bars. */
  parts: string;
  columns: BarColumns;
  height: number;
  render: (row: T) => ReactNode;
}

const ROW_HEIGHT = 28;

/** A table with a bar in each row, of which only the rows that are seen are drawn. */
export function BarTable<T extends { key: string }>({ label, rows, by, parts, columns, height, render }: Props<T>) {
  const styles = useStyles2(getStyles);
  const header = (
    <>
      <div role="columnheader" className={styles.cell} style={{ width: columns.label }}>
        {by.map(labelName).join(' · ') || 'Row'}
      </div>
      <div role="columnheader" className={styles.bar}>
        {parts}
      </div>
      {columns.total > 0 && (
        <div role="columnheader" className={styles.figure} style={{ width: columns.total }}>
          Mean
        </div>
      )}
      {columns.requests > 0 && (
        <div role="columnheader" className={styles.figure} style={{ width: columns.requests }}>
          Requests
        </div>
      )}
    </>
  );
  return (
    <VirtualRows
      label={label}
      rows={rows}
      keyOf={({ key }) => key}
      rowHeight={ROW_HEIGHT}
      height={height}
      header={header}
      render={render}
      testId={testIds.latency.table}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const cell = {
    padding: theme.spacing(0.25, 0.5),
    flexShrink: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap' as const,
  };
  return {
    cell: css(cell),
    bar: css({ ...cell, flex: 1, minWidth: 0 }),
    figure: css({ ...cell, textAlign: 'right' }),
  };
};

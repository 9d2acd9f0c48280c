import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type CellProps, type Column, InteractiveTable, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { formatFigure } from '../../../shared/format';
import { testIds } from '../../../shared/testIds';
import { type DoctorLabel } from '../../../shared/types.gen';
import { type LabelRow, labelRows } from '../model/labelRows';

import { Section } from './Section';

type Cell = CellProps<LabelRow>;

const columns: Array<Column<LabelRow>> = [
  { id: 'key', header: 'Label', cell: Name },
  {
    id: 'values',
    header: 'Values',
    sortType: 'number',
    sortDescFirst: true,
    cell: ({ row }: Cell) => figure(row.original.values),
  },
  {
    id: 'series',
    header: 'Series',
    sortType: 'number',
    sortDescFirst: true,
    cell: ({ row }: Cell) => figure(row.original.series),
  },
  { id: 'without', header: 'Without it', cell: ({ row }: Cell) => figure(row.original.label.without) },
  {
    id: 'saving',
    header: 'Saves',
    sortType: 'number',
    sortDescFirst: true,
    cell: ({ row }: Cell) => row.original.savingText,
  },
  { id: 'advice', header: 'What to do', cell: ({ row }: Cell) => row.original.label.advice },
];

const figure = (value: number) => formatFigure(value);
const rowKey = (row: LabelRow) => row.key;

/** The labels that cost the store more than they tell. */
export function LabelTable({ labels }: { labels: DoctorLabel[] }) {
  const styles = useStyles2(getStyles);
  const rows = useMemo(() => labelRows(labels), [labels]);
  if (rows.length === 0) {
    return null;
  }
  return (
    <Section
      title="Labels that cost most"
      text="Each value of a label is a series of its own. These have more values than any question needs."
      testId={testIds.doctor.labels}
    >
      <InteractiveTable className={styles.table} columns={columns} data={rows} getRowId={rowKey} />
    </Section>
  );
}

function Name({ row }: Cell) {
  const styles = useStyles2(getStyles);
  const { label, metric, family } = row.original.label;
  return (
    <>
      <div className={styles.code}>{label}</div>
      <div className={styles.quiet}>
        {family}: <span className={styles.code}>{metric}</span>
      </div>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    fontVariantNumeric: 'tabular-nums',
    '& td': { verticalAlign: 'top' },
    '& td:nth-child(n+2):nth-child(-n+5)': { textAlign: 'right', whiteSpace: 'nowrap' },
    '& th:nth-child(n+2):nth-child(-n+5), & th:nth-child(n+2):nth-child(-n+5) > button': { textAlign: 'right' },
  }),
  code: css({ fontFamily: theme.typography.fontFamilyMonospace, overflowWrap: 'anywhere' }),
  quiet: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});

import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, type CellProps, type Column, Icon, InteractiveTable, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { testIds } from '../../../shared/testIds';
import { type DoctorSignal } from '../../../shared/types.gen';
import { explainState, signalMark } from '../model/mark';
import { type SignalRow } from '../model/signalRows';

import { StateMark } from './StateMark';

type Cell = CellProps<SignalRow>;

interface Props {
  rows: SignalRow[];
  onChoose: (signal: string) => void;
}

const PAGE_SIZE = 25;
const NARROW = '@container (max-width: 1000px)';

const rowKey = (row: SignalRow) => row.key;

/** The signals of a layer, a row for each system that reports them; a signal's name opens what is known of it. */
export function SignalTable({ rows, onChoose }: Props) {
  const styles = useStyles2(getStyles);
  const columns = useMemo<Array<Column<SignalRow>>>(
    () => [
      { id: 'rank', header: 'State', sortType: 'number', disableGrow: true, cell: State },
      {
        id: 'title',
        header: 'Signal',
        sortType: 'string',
        cell: ({ row }: Cell) => <Name row={row.original} onChoose={onChoose} />,
      },
      { id: 'system', header: 'Reported by', sortType: 'string', cell: ReportedBy },
      { id: 'share', header: 'On', sortType: 'number', cell: On },
      { id: 'cadence', header: 'Every', sortType: 'number', cell: ({ row }: Cell) => row.original.every },
      { id: 'age', header: 'Newest', sortType: 'number', cell: ({ row }: Cell) => row.original.newest },
      { id: 'keys', header: 'Keyed by', cell: ({ row }: Cell) => <Keys signal={row.original.signal} /> },
      {
        id: 'why',
        header: 'What is wrong',
        cell: ({ row }: Cell) => <Why row={row.original} onChoose={onChoose} />,
      },
    ],
    [onChoose]
  );
  return (
    <div className={styles.place}>
      <InteractiveTable
        className={styles.table}
        columns={columns}
        data={rows}
        getRowId={rowKey}
        pageSize={PAGE_SIZE}
        autoResetPage
      />
    </div>
  );
}

function State({ row }: Cell) {
  const { state, system } = row.original.signal;
  return <StateMark mark={signalMark(state, system)} title={explainState(state)} />;
}

function On({ row }: Cell) {
  const styles = useStyles2(getStyles);
  const { on, every, newest, age } = row.original;
  return (
    <>
      {on}
      {age >= 0 && (
        <div className={styles.narrow}>
          every {every}, newest {newest}
        </div>
      )}
    </>
  );
}

interface RowProps {
  row: SignalRow;
  onChoose: (signal: string) => void;
}

function Name({ row, onChoose }: RowProps) {
  const styles = useStyles2(getStyles);
  const { signal } = row.signal;
  return (
    <>
      <button
        type="button"
        className={styles.name}
        aria-haspopup="dialog"
        data-testid={testIds.doctor.signal(row.key)}
        onClick={() => onChoose(signal)}
      >
        {row.title}
      </button>
      <div className={styles.code}>{signal}</div>
    </>
  );
}

function ReportedBy({ row }: Cell) {
  const styles = useStyles2(getStyles);
  const { system, signal } = row.original;
  const { names } = signal;
  return (
    <>
      <div>{system}</div>
      {names.map((name) => (
        <div key={name} className={styles.code}>
          {name}
        </div>
      ))}
    </>
  );
}

function Keys({ signal: { keys, missing_keys: missing } }: { signal: DoctorSignal }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <div className={styles.code}>{keys.join(', ')}</div>
      {missing.length > 0 && (
        <div>
          <Icon name="exclamation-triangle" size="sm" className={styles.watch} aria-hidden /> without{' '}
          <span className={styles.code}>{missing.join(', ')}</span>
        </div>
      )}
    </>
  );
}

function Why({ row, onChoose }: RowProps) {
  const styles = useStyles2(getStyles);
  const { why, switch_on: switchOn, signal } = row.signal;
  return (
    <>
      {why && <div>{why}</div>}
      {switchOn && (
        <Button
          size="sm"
          fill="text"
          icon="copy"
          className={styles.how}
          tooltip={switchOn.title}
          aria-label={`How to switch on: ${row.title}`}
          onClick={() => onChoose(signal)}
        >
          How to switch it on
        </Button>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  place: css({ containerType: 'inline-size', minWidth: 0 }),
  table: css({
    fontVariantNumeric: 'tabular-nums',
    fontSize: theme.typography.bodySmall.fontSize,
    '& th > button': { fontSize: 'inherit' },
    '& td': { verticalAlign: 'top' },
    // What these say stands below "On" then; the drawer has all of it at any width.
    '& tr > :nth-child(5), & tr > :nth-child(6), & tr > :nth-child(7)': { [NARROW]: { display: 'none' } },
    '& td:nth-child(5), & td:nth-child(6)': { whiteSpace: 'nowrap', textAlign: 'right' },
    '& th:nth-child(5) > button, & th:nth-child(6) > button': { textAlign: 'right' },
  }),
  name: css({
    padding: 0,
    border: 0,
    background: 'transparent',
    color: theme.colors.text.link,
    textAlign: 'left',
    '&:hover': { textDecoration: 'underline' },
  }),
  code: css({
    fontFamily: theme.typography.fontFamilyMonospace,
    color: theme.colors.text.secondary,
    overflowWrap: 'anywhere',
  }),
  narrow: css({ display: 'none', color: theme.colors.text.secondary, [NARROW]: { display: 'block' } }),
  how: css({ paddingLeft: 0 }),
  watch: css({ color: theme.colors.warning.text }),
});

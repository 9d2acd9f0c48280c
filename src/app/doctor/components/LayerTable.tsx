import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, type CellProps, type Column, InteractiveTable, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { testIds } from '../../../shared/testIds';
import { type DoctorLayer } from '../../../shared/types.gen';
import { firstOf, type LayerRow, layerRows, systemsText } from '../model/layerRows';
import { layerMark } from '../model/mark';

import { StateMark } from './StateMark';

type Cell = CellProps<LayerRow>;

interface Props {
  layers: DoctorLayer[];
  /** The layer whose signals are shown. */
  open?: string;
  /** The id of the element that shows them. */
  detailsId: string;
  onToggle: (layer: string) => void;
}

const PROBLEMS_SHOWN = 2;

/** How ready each layer of the stack is; a layer's name opens its signals. */
export function LayerTable({ layers, open, detailsId, onToggle }: Props) {
  const styles = useStyles2(getStyles);
  const rows = useMemo(() => layerRows(layers), [layers]);
  const columns = useMemo<Array<Column<LayerRow>>>(
    () => [
      {
        id: 'title',
        header: 'Layer',
        disableGrow: true,
        cell: ({ row }: Cell) => (
          <LayerButton row={row.original} open={row.original.id === open} detailsId={detailsId} onToggle={onToggle} />
        ),
      },
      {
        id: 'state',
        header: 'State',
        disableGrow: true,
        cell: ({ row }: Cell) => <StateMark mark={layerMark(row.original.layer.state)} />,
      },
      { id: 'summary', header: 'What is there', cell: ({ row }: Cell) => row.original.layer.summary },
      { id: 'signals', header: 'Signals', disableGrow: true },
      { id: 'systems', header: 'Systems', cell: ({ row }: Cell) => <Systems layer={row.original.layer} /> },
      {
        id: 'problems',
        header: 'What is wrong',
        cell: ({ row }: Cell) => <Problems problems={row.original.layer.problems} />,
      },
    ],
    [open, detailsId, onToggle]
  );
  return (
    <InteractiveTable className={styles.table} columns={columns} data={rows} getRowId={(row: LayerRow) => row.id} />
  );
}

interface ButtonProps {
  row: LayerRow;
  open: boolean;
  detailsId: string;
  onToggle: (layer: string) => void;
}

/** The id of the button that opens a layer. */
export function buttonId(detailsId: string, layer: string): string {
  return `${detailsId}-${layer}`;
}

function LayerButton({ row, open, detailsId, onToggle }: ButtonProps) {
  const styles = useStyles2(getStyles);
  return (
    <Button
      id={buttonId(detailsId, row.id)}
      className={styles.button}
      size="sm"
      fill="text"
      variant="secondary"
      icon={open ? 'angle-down' : 'angle-right'}
      aria-expanded={open}
      aria-controls={open ? detailsId : undefined}
      aria-label={`${row.title}: signals`}
      data-testid={testIds.doctor.layer(row.id)}
      onClick={() => onToggle(row.id)}
    >
      {row.title}
    </Button>
  );
}

function Systems({ layer }: { layer: DoctorLayer }) {
  const styles = useStyles2(getStyles);
  if (layer.systems.length === 0) {
    return <span className={styles.quiet}>none recognised</span>;
  }
  return <>{systemsText(layer.systems)}</>;
}

function Problems({ problems }: { problems: string[] }) {
  const styles = useStyles2(getStyles);
  const { first, more } = firstOf(problems, PROBLEMS_SHOWN);
  return (
    <ul className={styles.list}>
      {first.map((problem) => (
        <li key={problem}>{problem}</li>
      ))}
      {more > 0 && <li className={styles.quiet}>and {more} more</li>}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    fontVariantNumeric: 'tabular-nums',
    // The state says it all, so that the rest of a row may stand at its top.
    '& td': { verticalAlign: 'top', lineHeight: theme.typography.body.lineHeight },
    '& td:nth-child(3), & td:nth-child(5)': { minWidth: 160 },
    '& td:nth-child(4)': { whiteSpace: 'nowrap', textAlign: 'right' },
    '& th:nth-child(4)': { textAlign: 'right' },
  }),
  button: css({ fontSize: theme.typography.body.fontSize, paddingLeft: 0 }),
  list: css({ listStyle: 'none', margin: 0 }),
  quiet: css({ color: theme.colors.text.secondary }),
});

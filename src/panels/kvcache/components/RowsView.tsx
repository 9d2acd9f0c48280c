import React, { useCallback, useMemo, useState } from 'react';

import { VirtualRows } from '../../../shared/panel/rows/VirtualRows';
import { type Row } from '../model/rows';

import { type RowContext } from './context';
import { detailLayout } from './detail/detailLayout';
import { RowDetail } from './detail/RowDetail';
import { COLUMNS_HEIGHT, ROW_HEIGHT } from './layout';
import { VerdictMark } from './rows/VerdictMark';
import { ViewRow } from './rows/ViewRow';
import { Cell } from './views/Cell';
import { figuresOfView, pictureNames } from './views/columns';
import { ColumnNames } from './views/ColumnNames';
import { PictureCell } from './views/PictureCell';

interface Props {
  context: RowContext;
  width: number;
  /** Whether the first row stands open until one is opened or closed. */
  openFirst: boolean;
}

const keyOf = ({ key, kind }: Row): string => `${kind} ${key}`;

/** The rows of a view: a picture and figures each; one of them may be open. */
export function RowsView({ context, width, openFirst }: Props) {
  const { view, picture, layout } = context;
  const [chosen, setChosen] = useState<string | null>();
  const { rows } = picture;
  const open = chosen === undefined && openFirst && rows.length > 0 ? keyOf(rows[0]) : chosen;
  const openRow = rows.find((row) => keyOf(row) === open);
  const detail = useMemo(() => openRow && detailLayout(openRow, context, width), [openRow, context, width]);
  const openHeight = detail?.height ?? 0;
  const heightOf = useCallback((row: Row) => ROW_HEIGHT + (keyOf(row) === open ? openHeight : 0), [open, openHeight]);
  const columns = figuresOfView[view].filter((_, at) => layout.figures[at] > 0);
  const label = pictureNames[view] || 'Transfers';

  const renderRow = (row: Row) => {
    const isOpen = keyOf(row) === open;
    return (
      <ViewRow
        row={row}
        template={layout.template}
        labelWidth={layout.label}
        isOpen={isOpen}
        onToggle={() => setChosen(isOpen ? null : keyOf(row))}
        mark={view === 'health' ? <VerdictMark verdict={row.judgement.verdict} /> : undefined}
      >
        {layout.picture > 0 && (
          <div role="cell">
            <PictureCell row={row} context={context} />
          </div>
        )}
        {columns.map((id) => (
          <div key={id} role="cell" data-figure={id}>
            <Cell id={id} row={row} context={context} />
          </div>
        ))}
      </ViewRow>
    );
  };

  return (
    <VirtualRows
      label={label}
      rows={rows}
      keyOf={keyOf}
      rowHeight={heightOf}
      height={layout.list}
      header={layout.hasColumns ? <ColumnNames context={context} columns={columns} /> : undefined}
      headerHeight={COLUMNS_HEIGHT}
      render={renderRow}
      detail={(row) =>
        keyOf(row) === open && detail ? <RowDetail row={row} context={context} layout={detail} /> : undefined
      }
    />
  );
}

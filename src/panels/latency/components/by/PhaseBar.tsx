import { useTheme2 } from '@grafana/ui';
import React from 'react';

import { type LevelMark } from '../../../../shared/panel/chart/series';
import { limitColour } from '../../../../shared/panel/model/figure';
import { type PhasePart } from '../../model/bars';
import { formatCount, formatOf } from '../../model/display';
import { type RangeRow } from '../../model/rows';
import { type Extent, type Segment } from '../../model/segments';
import { rowInWords } from '../../model/summary';
import { type FieldNotes } from '../../model/tooltip';
import { Bar } from '../bars/Bar';
import { BarCells } from '../bars/BarCells';
import { type BarColumns } from '../bars/columns';
import { phaseLook } from '../phaseLook';

import { RowTooltip } from './RowTooltip';

interface Props {
  bar: { row: RangeRow; segments: Array<Segment<PhasePart>>; total: number | null };
  notes: FieldNotes;
  extent: Extent;
  columns: BarColumns;
  levels: LevelMark[];
}

/** A row of the view by label: its name, its phases, its mean end-to-end time and its requests. */
export function PhaseBar({ bar: { row, segments, total }, notes, extent, columns, levels }: Props) {
  const theme = useTheme2();
  const { fields, figures } = row;
  const estimated = notes.estimates.e2e && total != null ? '≈ ' : '';
  return (
    <BarCells
      row={row}
      columns={columns}
      words={rowInWords(row)}
      tooltip={<RowTooltip row={row} notes={notes} />}
      figures={{
        total: estimated + formatOf('e2e', fields.e2e, total),
        totalColour: limitColour(theme, fields.e2e, total),
        requests: formatCount(figures.requests),
      }}
    >
      <Bar
        segments={segments}
        total={total}
        look={(id) => phaseLook(theme, segments.find((one) => one.id === id)?.id ?? 'undivided', fields)}
        extent={extent}
        width={columns.bar}
        levels={levels}
      />
    </BarCells>
  );
}

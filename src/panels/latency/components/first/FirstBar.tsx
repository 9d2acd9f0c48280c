import { useTheme2 } from '@grafana/ui';
import React from 'react';

import { type LevelMark } from '../../../../shared/panel/chart/series';
import { formatField, limitColour, linksOfField } from '../../../../shared/panel/model/figure';
import { formatCount } from '../../model/display';
import { type FirstRow } from '../../model/firstRows';
import { firstInWords, wholeField } from '../../model/firstWords';
import { type Extent } from '../../model/segments';
import { Bar } from '../bars/Bar';
import { BarCells } from '../bars/BarCells';
import { type BarColumns } from '../bars/columns';

import { FirstTooltip } from './FirstTooltip';
import { partLook } from './partLook';

interface Props {
  first: FirstRow;
  extent: Extent;
  columns: BarColumns;
  levels: LevelMark[];
  finding?: string;
  /** Shows the trend of the row; absent where there is none. */
  onChoose?: () => void;
  chosen: boolean;
}

/** A row of the first-token view: its name, the way to its first token, the mean, and its requests. */
export function FirstBar({ first, extent, columns, levels, finding, onChoose, chosen }: Props) {
  const theme = useTheme2();
  const { row, segments, total } = first;
  const whole = wholeField(row.fields);
  return (
    <BarCells
      row={row}
      columns={columns}
      words={firstInWords(row, first)}
      tooltip={
        <FirstTooltip title="Over the time range" row={row} first={first} links={linksOfField(whole, row.index)} />
      }
      figures={{
        total: formatField(whole, total, 's'),
        totalColour: limitColour(theme, whole, total),
        requests: formatCount(row.figures.requests),
      }}
      finding={finding}
      onChoose={onChoose}
      chosen={chosen}
    >
      <Bar
        segments={segments}
        total={total}
        look={(id) => partLook(theme, segments.find((one) => one.id === id)?.id ?? 'undivided', row.fields)}
        extent={extent}
        width={columns.bar}
        levels={levels}
      />
    </BarCells>
  );
}

import { useTheme2 } from '@grafana/ui';
import React from 'react';

import { linksOfField } from '../../../../shared/panel/model/figure';
import { TooltipTable } from '../../../../shared/panel/tooltip/TooltipTable';
import { formatCount } from '../../model/display';
import { FIGURES, LINES } from '../../model/figures';
import { type RangeRow } from '../../model/rows';
import { type FieldNotes, tooltipLines } from '../../model/tooltip';
import { withLooks } from '../withLooks';

interface Props {
  row: RangeRow;
  notes: FieldNotes;
}

/** All figures of a row over the time range, and the links of its fields. */
export function RowTooltip({ row, notes }: Props) {
  const theme = useTheme2();
  const lines = tooltipLines(row, row.figures, [...LINES], notes).map((line) =>
    line.id === 'requests' ? { ...line, value: formatCount(row.figures.requests) } : line
  );
  const links = FIGURES.flatMap((id) => linksOfField(row.fields[id], row.index));
  const unique = links.filter(({ href }, at) => links.findIndex((one) => one.href === href) === at);
  return (
    <TooltipTable
      title="Over the time range"
      of={row.label}
      lines={withLooks(theme, lines, row.fields)}
      links={unique}
    />
  );
}

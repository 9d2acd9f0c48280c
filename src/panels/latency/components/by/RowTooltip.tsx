import { type LinkModel } from '@grafana/data';
import React from 'react';

import { type FigureId, LINES } from '../../model/figures';
import { formatCount } from '../../model/display';
import { type RangeRow } from '../../model/rows';
import { type FieldNotes, tooltipLines } from '../../model/tooltip';
import { ChartTooltip } from '../time/ChartTooltip';

interface Props {
  row: RangeRow;
  notes: FieldNotes;
}

function linksOf({ fields, index }: RangeRow): LinkModel[] {
  const ids: FigureId[] = ['e2e'];
  return index === undefined ? [] : ids.flatMap((id) => fields[id]?.getLinks?.({ valueRowIndex: index }) ?? []);
}

/** All figures of a row over the time range. */
export function RowTooltip({ row, notes }: Props) {
  const lines = tooltipLines(row, row.figures, [...LINES], notes).map((line) =>
    line.id === 'requests' ? { ...line, value: formatCount(row.figures.requests) } : line
  );
  return <ChartTooltip title="Over the time range" row={row} lines={lines} links={linksOf(row)} />;
}

import { useTheme2 } from '@grafana/ui';
import { useMemo } from 'react';

import { type ChartSeries, stackSeries } from '../../../../shared/panel/chart/series';
import { colourOf, dashOf } from '../../model/display';
import { type FigureId, type LineId } from '../../model/figures';
import { stackOf } from '../../model/stack';
import { type TimeRow } from '../../model/timeRows';

/** The series of a row: its phases stacked, lines above them, the end-to-end time above all. */
export function useRowChart(row: TimeRow, lines: LineId[], hidden: ReadonlySet<string>): ChartSeries[] {
  const theme = useTheme2();
  return useMemo(() => {
    const shown: FigureId[] = [...lines, 'e2e' as const].filter((id) => !hidden.has(id) && row.columns[id]);
    return [
      ...stackSeries(stackOf(row, hidden), (id) => ({
        colour: colourOf(theme, id, row.fields),
        hatch: id === 'unexplained',
      })),
      ...shown.map((id): ChartSeries => ({
        id,
        kind: 'line',
        values: row.columns[id] ?? [],
        colour: colourOf(theme, id, row.fields),
        dash: dashOf(id),
        width: id === 'e2e' ? 2 : 1.5,
      })),
    ];
  }, [row, lines, hidden, theme]);
}

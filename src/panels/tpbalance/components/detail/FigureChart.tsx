import { type Field, type LinkModel } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { type AxisLook } from '../../../../shared/panel/chart/config';
import { type ChartSeries } from '../../../../shared/panel/chart/series';
import { TimeChart, type TimeProps } from '../../../../shared/panel/chart/TimeChart';
import { TooltipTable, type TooltipLine } from '../../../../shared/panel/tooltip/TooltipTable';
import { displayNameOf } from '../../model/display';
import { type ChartFigure } from '../../model/figures';
import { type Change, type Incident } from '../../model/incidents';

import { marksOf, spansOf } from './chartLook';

/** What the charts of a group have in common. */
export interface FigureProps extends TimeProps {
  id: ChartFigure;
  axis: AxisLook;
  /** Those of what the chart shows. */
  incidents: Incident[];
  changes: Change[];
  width: number;
}

interface Props extends FigureProps {
  times: number[];
  lines: ChartSeries[];
  field: Field;
  height: number;
  linesAt: (step: number) => TooltipLine[];
  linksAt: (key: string, step: number) => LinkModel[];
}

/** A figure of GPUs over time, their incidents shaded and the changes of ownership marked. */
export function FigureChart({ id, axis, incidents, changes, lines, field, linesAt, ...rest }: Props) {
  const theme = useTheme2();
  const spans = useMemo(() => spansOf(incidents, theme), [incidents, theme]);
  const marks = useMemo(() => marksOf(changes, theme), [changes, theme]);
  return (
    <TimeChart
      {...rest}
      series={lines}
      left={axis}
      spans={spans}
      marks={marks}
      tooltip={(step, title, links) => (
        <TooltipTable title={title} of={displayNameOf(id, { [id]: field })} lines={linesAt(step)} links={links} />
      )}
    />
  );
}

import { useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { type AxisLook } from '../../../../shared/panel/chart/config';
import { TimeChart, type TimeProps } from '../../../../shared/panel/chart/TimeChart';
import { linksOfField } from '../../../../shared/panel/model/figure';
import { TooltipTable, type TooltipLine } from '../../../../shared/panel/tooltip/TooltipTable';
import { Unseen } from '../../../../shared/panel/Unseen';
import { testIds } from '../../../../shared/testIds';
import { DETAIL } from '../../model/detail';
import { displayNameOf, formatOf } from '../../model/display';
import { type ChartFigure } from '../../model/figures';
import { type Change, type Incident } from '../../model/incidents';
import { type GroupSeries, type RankSeries } from '../../model/rankSeries';
import { seriesInWords } from '../../model/seriesWords';

import { allRanks, marksOf, MEDIAN, rankColour, spansOf } from './chartLook';

interface Props extends TimeProps {
  id: ChartFigure;
  series: GroupSeries;
  axis: AxisLook;
  isStraggler: (one: RankSeries) => boolean;
  incidents: Incident[];
  changes: Change[];
  width: number;
}

// A tooltip is no longer than this: the highest ones are those that a reader looks for.
const MOST_LINES = 12;

/** All GPUs of a group in one chart, where charts of their own would be too many or too small. */
export function GroupChart({ id, series, axis, isStraggler, incidents, changes, width, ...time }: Props) {
  const theme = useTheme2();
  const lines = useMemo(() => allRanks(series, theme, isStraggler), [series, theme, isStraggler]);
  const spans = useMemo(() => spansOf(incidents, theme), [incidents, theme]);
  const marks = useMemo(() => marksOf(changes, theme), [changes, theme]);
  const { field } = series.ranks[0];
  const lineAt = (one: RankSeries, step: number): TooltipLine => ({
    id: one.rank.key,
    name: one.rank.name,
    value: formatOf(id, one.field, one.values[step]),
    look: { kind: 'line', colour: rankColour(theme, isStraggler(one)) },
    strong: isStraggler(one),
  });
  const linesAt = (step: number): TooltipLine[] => [
    ...[...series.ranks]
      .sort((a, b) => (b.values[step] ?? -1) - (a.values[step] ?? -1))
      .slice(0, MOST_LINES)
      .map((one) => lineAt(one, step)),
    { id: MEDIAN, name: 'Median of the group', value: formatOf(id, field, series.median[step]) },
  ];
  const linksAt = (key: string, step: number) =>
    linksOfField(series.ranks.find(({ rank }) => rank.key === key)?.field, step);
  return (
    <div role="group" aria-label="GPUs over time" data-testid={testIds.balance.chart}>
      <Unseen>{series.ranks.map((one) => seriesInWords(one, id, isStraggler(one))).join(' ')}</Unseen>
      <TimeChart
        {...time}
        times={series.times}
        series={lines}
        left={axis}
        spans={spans}
        marks={marks}
        width={width}
        height={DETAIL.together}
        linksAt={linksAt}
        tooltip={(step, title, links) => (
          <TooltipTable title={title} of={displayNameOf(id, { [id]: field })} lines={linesAt(step)} links={links} />
        )}
      />
    </div>
  );
}

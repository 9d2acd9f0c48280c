import { useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { linksOfField } from '../../../../shared/panel/model/figure';
import { type TooltipLine } from '../../../../shared/panel/tooltip/TooltipTable';
import { Unseen } from '../../../../shared/panel/Unseen';
import { testIds } from '../../../../shared/testIds';
import { DETAIL } from '../../model/detail';
import { formatOf } from '../../model/display';
import { type GroupSeries, type RankSeries } from '../../model/rankSeries';
import { seriesInWords } from '../../model/seriesWords';

import { allRanks, MEDIAN, MEDIAN_NAME, rankColour } from './chartLook';
import { FigureChart, type FigureProps } from './FigureChart';

interface Props extends FigureProps {
  series: GroupSeries;
  /** Should stay the same function between renders. */
  isStraggler: (one: RankSeries) => boolean;
}

// A tooltip is no longer than this: the highest ones are those that a reader looks for.
const MOST_LINES = 12;

/** All GPUs of a group in one chart, where charts of their own would be too many or too small. */
export function GroupChart({ series, isStraggler, ...rest }: Props) {
  const theme = useTheme2();
  const lines = useMemo(() => allRanks(series, theme, isStraggler), [series, theme, isStraggler]);
  const { id } = rest;
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
    { id: MEDIAN, name: MEDIAN_NAME, value: formatOf(id, field, series.median[step]) },
  ];
  return (
    <div role="group" aria-label="GPUs over time" data-testid={testIds.balance.chart}>
      <Unseen>{series.ranks.map((one) => seriesInWords(one, id, isStraggler(one))).join(' ')}</Unseen>
      <FigureChart
        {...rest}
        times={series.times}
        lines={lines}
        field={field}
        height={DETAIL.together}
        linesAt={linesAt}
        linksAt={(key, step) => linksOfField(series.ranks.find(({ rank }) => rank.key === key)?.field, step)}
      />
    </div>
  );
}

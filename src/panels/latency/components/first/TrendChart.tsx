import { useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { type ChartSeries, stackSeries } from '../../../../shared/panel/chart/series';
import { TimeChart, type TimeProps } from '../../../../shared/panel/chart/TimeChart';
import { figuresAtStep } from '../../../../shared/panel/model/figureFields';
import { stackOf } from '../../../../shared/panel/model/stack';
import { Unseen } from '../../../../shared/panel/Unseen';
import { testIds } from '../../../../shared/testIds';
import { type FirstRow, firstTrend } from '../../model/firstRows';
import { firstTokenOf } from '../../model/firstToken';
import { wholeField } from '../../model/firstWords';
import { type TimeRow } from '../../model/timeRows';

import { FirstTooltip } from './FirstTooltip';
import { partLook } from './partLook';

interface Props extends TimeProps {
  row: TimeRow;
  times: number[];
  growth: FirstRow['growth'];
  /** The trend in words. */
  words: string;
  width: number;
  height: number;
}

/** The way to the first token over time, of one row; the stretch in which the gateway's gap grew is shaded. */
export function TrendChart({ row, times, growth, words, width, height, ...rest }: Props) {
  const theme = useTheme2();
  const series = useMemo((): ChartSeries[] => {
    const { parts, total } = firstTrend(row, times.length);
    const look = (id: (typeof parts)[number]['id']) => {
      const { kind, colour } = partLook(theme, id, row.fields);
      return { colour, hatch: kind !== 'area' };
    };
    const whole = theme.colors.text.primary;
    return [
      ...stackSeries(stackOf(parts), look),
      { id: 'total', kind: 'line', values: total, colour: whole, width: 2 },
    ];
  }, [row, times, theme]);
  const spans = useMemo(
    () =>
      growth
        ? [{ from: times[Math.max(0, growth.from - 1)], to: times[growth.to], colour: theme.colors.warning.main }]
        : [],
    [growth, times, theme]
  );
  const { unit = 's', decimals } = wholeField(row.fields)?.config ?? {};
  return (
    <div role="group" aria-label="First token over time" data-testid={testIds.latency.trend}>
      <Unseen>{words}</Unseen>
      <TimeChart
        {...rest}
        times={times}
        series={series}
        spans={spans}
        left={{ unit, decimals: decimals ?? undefined }}
        width={width}
        height={height}
        tooltip={(step, title, links) => (
          <FirstTooltip title={title} row={row} first={firstTokenOf(figuresAtStep(row.columns, step))} links={links} />
        )}
        linksAt={(_id, step) => wholeField(row.fields)?.getLinks?.({ valueRowIndex: step }) ?? []}
      />
    </div>
  );
}

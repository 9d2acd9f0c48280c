import { css } from '@emotion/css';
import { type AbsoluteTimeRange, type TimeRange } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';

import { testIds } from '../../../../shared/testIds';
import { type Part } from '../../model/answer';
import { whyEmpty } from '../../model/coverage';
import { type FigureId } from '../../model/figures';
import { legendItems } from '../../model/legend';
import { choiceInWords, type RowChoice } from '../../model/rowChoice';
import { type LatencyOptions, type LegendPlace } from '../../options/options';

import { chartData } from './chartData';
import { ChartWithLegend } from './ChartWithLegend';
import { Legend } from './Legend';
import { PhaseChart } from './PhaseChart';

interface Props {
  part: Part;
  options: LatencyOptions;
  choice: RowChoice;
  times: number[];
  legend: LegendPlace;
  width: number;
  height: number;
  timeRange: TimeRange;
  timeZone: TimeZone;
  onChangeTimeRange: (range: AbsoluteTimeRange) => void;
}

/** The chart of one row and its legend, which switches series off and on. */
export function RowChart({ part, options, choice, times, legend, width, height, timeRange, ...rest }: Props) {
  const styles = useStyles2(getStyles);
  const [hidden, setHidden] = useState<ReadonlySet<FigureId>>(new Set());
  const { row, range } = choice;
  const { lines, legendValues, slo } = options;
  const chart = useMemo(() => chartData(row, times, timeRange, lines, hidden), [row, times, timeRange, lines, hidden]);
  const toggle = (id: FigureId) =>
    setHidden((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id]));
  return (
    <div role="group" aria-label="Latency over time" data-testid={testIds.latency.chart}>
      <p className={styles.unseen} data-testid={testIds.latency.summary}>
        {choiceInWords(choice)}
      </p>
      <ChartWithLegend
        width={width}
        height={height}
        placement={legend === 'right' ? 'right' : 'bottom'}
        legend={
          legend === 'hidden' ? undefined : (
            <Legend
              items={legendItems(row, range, lines, legendValues)}
              fields={row.fields}
              hidden={hidden}
              reason={(id) => whyEmpty(part.coverage, id)}
              vertical={legend === 'right'}
              onToggle={toggle}
            />
          )
        }
      >
        {(chartWidth, chartHeight) => (
          <PhaseChart
            {...rest}
            chart={chart}
            row={row}
            lines={lines}
            notes={part}
            slo={slo}
            width={chartWidth}
            height={chartHeight}
          />
        )}
      </ChartWithLegend>
    </div>
  );
}

const getStyles = () => ({
  // For those who hear the page: a canvas says nothing.
  unseen: css({ position: 'absolute', width: 1, height: 1, margin: -1, overflow: 'hidden', clipPath: 'inset(50%)' }),
});

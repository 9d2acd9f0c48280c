import { useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { ChartWithLegend } from '../../../../shared/panel/chart/ChartWithLegend';
import { TimeChart, type TimeProps } from '../../../../shared/panel/chart/TimeChart';
import { Legend } from '../../../../shared/panel/legend/Legend';
import { useHidden } from '../../../../shared/panel/legend/useHidden';
import { type Part } from '../../../../shared/panel/model/answer';
import { whyEmpty } from '../../../../shared/panel/model/coverage';
import { linksOfField } from '../../../../shared/panel/model/figure';
import { figuresAtStep } from '../../../../shared/panel/model/figureFields';
import { type LegendPlace } from '../../../../shared/panel/options/legend';
import { TooltipTable } from '../../../../shared/panel/tooltip/TooltipTable';
import { Unseen } from '../../../../shared/panel/Unseen';
import { testIds } from '../../../../shared/testIds';
import { lookOf } from '../../model/display';
import { isFigure } from '../../model/figures';
import { legendItems } from '../../model/legend';
import { choiceInWords, type RowChoice } from '../../model/rowChoice';
import { TOTAL_KEY } from '../../model/timeRows';
import { tooltipLines } from '../../model/tooltip';
import { type LatencyOptions } from '../../options/options';
import { levelsOf } from '../levels';
import { withLooks } from '../withLooks';

import { useRowChart } from './useRowChart';

interface Props extends TimeProps {
  part: Part;
  options: LatencyOptions;
  choice: RowChoice;
  times: number[];
  legend: LegendPlace;
  width: number;
  height: number;
}

/** The chart of one row and its legend, which switches series off and on. */
export function RowChart({ part, options, choice, times, legend, width, height, ...rest }: Props) {
  const theme = useTheme2();
  const [hidden, toggle] = useHidden();
  const { row, range } = choice;
  const { fields } = row;
  const { lines, legendValues, slo } = options;
  const series = useRowChart(row, lines, hidden);
  const entries = useMemo(
    () =>
      legendItems(row, range, lines, legendValues).map((item) => ({
        ...item,
        look: lookOf(theme, item.id, fields),
        reason: whyEmpty(part.coverage, item.id),
      })),
    [row, range, lines, legendValues, theme, fields, part]
  );
  const { unit = 's', decimals } = fields.e2e?.config ?? {};
  return (
    <div role="group" aria-label="Latency over time" data-testid={testIds.latency.chart}>
      <Unseen testId={testIds.latency.summary}>{choiceInWords(choice)}</Unseen>
      <ChartWithLegend
        width={width}
        height={height}
        placement={legend === 'right' ? 'right' : 'bottom'}
        legend={
          legend === 'hidden' ? undefined : (
            <Legend entries={entries} hidden={hidden} vertical={legend === 'right'} onToggle={toggle} />
          )
        }
      >
        {(chartWidth, chartHeight) => (
          <TimeChart
            {...rest}
            times={times}
            series={series}
            left={{ unit, decimals: decimals ?? undefined }}
            levels={levelsOf(theme, slo, fields.e2e)}
            width={chartWidth}
            height={chartHeight}
            linksAt={(id, step) => (row.key === TOTAL_KEY || !isFigure(id) ? [] : linksOfField(fields[id], step))}
            tooltip={(step, title, links) => (
              <TooltipTable
                title={title}
                of={row.label}
                lines={withLooks(theme, tooltipLines(row, figuresAtStep(row.columns, step), lines, part), fields)}
                links={links}
              />
            )}
          />
        )}
      </ChartWithLegend>
    </div>
  );
}

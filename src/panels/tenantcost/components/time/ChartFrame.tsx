import { type LinkModel } from '@grafana/data';
import React from 'react';

import { ChartWithLegend } from '../../../../shared/panel/chart/ChartWithLegend';
import { type ChartSeries, type LevelMark } from '../../../../shared/panel/chart/series';
import { TimeChart } from '../../../../shared/panel/chart/TimeChart';
import { Legend, type LegendEntry } from '../../../../shared/panel/legend/Legend';
import { type TooltipLine, TooltipTable } from '../../../../shared/panel/tooltip/TooltipTable';
import { testIds } from '../../../../shared/testIds';
import { currencyName } from '../../model/money';
import { type BlockProps } from '../block/blockProps';

interface Props extends BlockProps {
  name: string;
  times: number[];
  series: ChartSeries[];
  unit: string;
  levels?: LevelMark[];
  legend: LegendEntry[];
  hidden: ReadonlySet<string>;
  onToggle: (id: string) => void;
  tooltip: (step: number) => TooltipLine[];
  linksAt: (id: string, step: number) => LinkModel[];
}

const LEGEND_FROM = { width: 260, height: 130 };
const RIGHT_FROM = 480;

/** A chart over time with its legend, in the room that there is. */
export function ChartFrame(props: Props) {
  const { name, options, block, width, height, legend, hidden, onToggle, tooltip } = props;
  const hasLegend = options.legend !== 'hidden' && width >= LEGEND_FROM.width && height >= LEGEND_FROM.height;
  const isRight = options.legend === 'right' && width >= RIGHT_FROM;
  return (
    <div
      // A legend that has just got more lines is measured a moment later.
      style={{ height, overflow: 'hidden' }}
      role="group"
      aria-label={`${name} over time in ${currencyName(block.currency)}`}
      data-testid={testIds.tenantcost.chart}
    >
      <ChartWithLegend
        width={width}
        height={height}
        placement={isRight ? 'right' : 'bottom'}
        legend={hasLegend && <Legend entries={legend} hidden={hidden} vertical={isRight} onToggle={onToggle} />}
      >
        {(chartWidth, chartHeight) => (
          <TimeChart
            times={props.times}
            series={props.series}
            left={{ unit: props.unit }}
            levels={props.levels}
            width={chartWidth}
            height={chartHeight}
            timeRange={props.timeRange}
            timeZone={props.timeZone}
            onChangeTimeRange={props.onChangeTimeRange}
            linksAt={props.linksAt}
            tooltip={(step, title, links) => (
              <TooltipTable title={title} of={name} lines={tooltip(step)} links={links} />
            )}
          />
        )}
      </ChartWithLegend>
    </div>
  );
}

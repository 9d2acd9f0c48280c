import type { PanelProps } from '@grafana/data';
import { TimeSeries, TooltipDisplayMode, TooltipPlugin2 } from '@grafana/ui';
import { useMemo } from 'react';
import { isTimeSeries } from '../shared/frames';
import { NoData } from '../shared/NoData';
import { HoverMode } from './hoverMode';
import type { TimeSeriesOptions } from './options';
import { SeriesTooltip } from './SeriesTooltip';

/** Stand-in for Grafana's time series panel: lines, areas, bars, stacks, thresholds, legend and tooltip. */
export function TimeSeriesPanel(props: PanelProps<TimeSeriesOptions>) {
  const { data, options, width, height, timeRange, timeZone, onChangeTimeRange } = props;
  const frames = useMemo(() => data.series.filter(isTimeSeries), [data.series]);
  if (frames.length === 0) {
    return <NoData data={data} text={props.fieldConfig.defaults.noValue} />;
  }
  const { mode } = options.tooltip;
  return (
    <TimeSeries
      frames={frames}
      structureRev={data.structureRev}
      timeRange={timeRange}
      timeZone={timeZone}
      width={width}
      height={height}
      legend={options.legend}
      options={options}
    >
      {(config, alignedFrame) =>
        mode === TooltipDisplayMode.None ? null : (
          <TooltipPlugin2
            config={config}
            hoverMode={mode === TooltipDisplayMode.Single ? HoverMode.one : HoverMode.all}
            queryZoom={onChangeTimeRange}
            clientZoom={true}
            render={(_plot, dataIdxs, seriesIdx, isPinned) => (
              <SeriesTooltip
                frame={alignedFrame}
                dataIdxs={dataIdxs}
                seriesIdx={seriesIdx}
                isPinned={isPinned}
                options={options.tooltip}
              />
            )}
          />
        )
      }
    </TimeSeries>
  );
}

import {
  type AbsoluteTimeRange,
  DashboardCursorSync,
  dateTimeFormat,
  type LinkModel,
  type TimeRange,
} from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { EventBusPlugin, TooltipPlugin2, UPlotChart, usePanelContext } from '@grafana/ui';
import React, { type ReactNode, useMemo } from 'react';

import { columnsOf } from './columns';
import { type AxisLook } from './config';
import { type ChartSeries, type LevelMark, type TimeMark, type TimeSpan } from './series';
import { useChartConfig } from './useChartConfig';

/** Grafana's TooltipHoverMode.xAll: the package declares it as a const enum, which isolated modules cannot read. */
const HOVER_ALL = 1;

/** What every time chart of a panel gets from Grafana. */
export interface TimeProps {
  timeRange: TimeRange;
  timeZone: TimeZone;
  onChangeTimeRange: (range: AbsoluteTimeRange) => void;
}

interface Props extends TimeProps {
  /** Instants of the steps, in milliseconds. */
  times: number[];
  /** In drawing order: the last is on top. Should stay the same array between renders. */
  series: ChartSeries[];
  left: AxisLook;
  /** Where series are read at the right. */
  right?: AxisLook;
  levels?: LevelMark[];
  spans?: TimeSpan[];
  marks?: TimeMark[];
  width: number;
  height: number;
  /** What is under the pointer at a step; `title` is its time, `links` are those of a pinned tooltip. */
  tooltip: (step: number, title: string, links: LinkModel[]) => ReactNode;
  /** Data links of a series at a step. */
  linksAt?: (id: string, step: number) => LinkModel[];
}

function looksOf(series: ChartSeries[]) {
  return series.map(({ values, ...look }) => look);
}

/** A chart over time, with tooltip, zoom by drag and the crosshair that it shares with its neighbours. */
export function TimeChart(props: Props) {
  const { times, series, left, right, levels = [], spans, marks, timeRange, timeZone } = props;
  const { sync, eventsScope, eventBus } = usePanelContext();
  const cursorSync = sync?.() ?? DashboardCursorSync.Off;
  const config = useChartConfig({ series: looksOf(series), left, right, levels, sync: cursorSync }, timeZone);
  const columns = useMemo(
    () => columnsOf(times, series, timeRange, spans, marks),
    [times, series, timeRange, spans, marks]
  );
  const links = (at: number, step: number) => {
    const id = series[at - 1]?.id;
    return id ? (props.linksAt?.(id, step) ?? []) : [];
  };
  return (
    <UPlotChart config={config} data={columns} width={props.width} height={props.height}>
      {cursorSync !== DashboardCursorSync.Off && <EventBusPlugin config={config} eventBus={eventBus} />}
      <TooltipPlugin2
        config={config}
        hoverMode={HOVER_ALL}
        queryZoom={props.onChangeTimeRange}
        clientZoom
        syncMode={cursorSync}
        syncScope={eventsScope}
        getDataLinks={links}
        render={(_plot, steps, _series, isPinned, _dismiss, _range, _viaSync, found) => {
          const step = steps.find((one) => one != null);
          return step == null
            ? null
            : props.tooltip(step, dateTimeFormat(times[step], { timeZone }), isPinned ? found : []);
        }}
      />
    </UPlotChart>
  );
}

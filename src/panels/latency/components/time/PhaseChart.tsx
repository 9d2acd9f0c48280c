import { type AbsoluteTimeRange, DashboardCursorSync, dateTimeFormat } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import { EventBusPlugin, TooltipPlugin2, UPlotChart, usePanelContext, useTheme2 } from '@grafana/ui';
import React from 'react';

import { colourOf } from '../../model/display';
import { type FigureId } from '../../model/figures';
import { figuresAt, type TimeRow, TOTAL_KEY } from '../../model/timeRows';
import { type FieldNotes, tooltipLines } from '../../model/tooltip';

import { type ChartData } from './chartData';
import { ChartTooltip } from './ChartTooltip';
import { useChartConfig } from './useChartConfig';

/** Grafana's TooltipHoverMode.xAll: the package declares it as a const enum, which isolated modules cannot read. */
const HOVER_ALL = 1;

interface Props {
  chart: ChartData;
  row: TimeRow;
  lines: FigureId[];
  notes: FieldNotes;
  slo?: number;
  width: number;
  height: number;
  timeZone: TimeZone;
  onChangeTimeRange: (range: AbsoluteTimeRange) => void;
}

/** The chart of the time view, with tooltip, zoom and the crosshair that it shares with its neighbours. */
export function PhaseChart({ chart, row, lines, notes, slo, width, height, timeZone, onChangeTimeRange }: Props) {
  const theme = useTheme2();
  const { sync, eventsScope, eventBus } = usePanelContext();
  const cursorSync = sync?.() ?? DashboardCursorSync.Off;
  const series = chart.series.map((one) => ({ ...one, colour: colourOf(theme, one.id, row.fields) }));
  const unit = row.fields.e2e?.config.unit ?? 's';
  const config = useChartConfig({ series, unit, slo, sync: cursorSync }, timeZone);
  const [times] = chart.columns;

  const linksAt = (at: number, step: number) => {
    const id = chart.series[at - 1]?.id;
    const field = row.key === TOTAL_KEY || !id ? undefined : row.fields[id];
    return field?.getLinks?.({ valueRowIndex: step }) ?? [];
  };

  return (
    <UPlotChart config={config} data={chart.columns} width={width} height={height}>
      {cursorSync !== DashboardCursorSync.Off && <EventBusPlugin config={config} eventBus={eventBus} />}
      <TooltipPlugin2
        config={config}
        hoverMode={HOVER_ALL}
        queryZoom={onChangeTimeRange}
        clientZoom
        syncMode={cursorSync}
        syncScope={eventsScope}
        getDataLinks={linksAt}
        render={(_plot, steps, _series, isPinned, _dismiss, _range, _viaSync, links) => {
          const step = steps.find((one) => one != null);
          return step == null ? null : (
            <ChartTooltip
              title={dateTimeFormat(times[step], { timeZone })}
              row={row}
              lines={tooltipLines(row, figuresAt(row, step), lines, notes)}
              links={isPinned ? links : []}
            />
          );
        }}
      />
    </UPlotChart>
  );
}

import { type DashboardCursorSync, formattedValueToString, getValueFormat, type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import {
  AxisPlacement,
  DrawStyle,
  PointVisibility,
  ScaleDirection,
  ScaleOrientation,
  UPlotConfigBuilder,
} from '@grafana/ui';

import { hatchPattern } from '../../../../shared/hatch';
import { dashOf } from '../../model/display';
import { isolated } from '../../model/isolated';

import { type ChartSeries, rangeOf } from './chartData';
import { type Plot } from './plot';
import { drawSlo } from './sloLine';
import { valueRange } from './valueRange';

/** A series and its colour. */
export interface SeriesLook extends ChartSeries {
  colour: string;
}

/** What the chart looks like, as plain data; its values come apart from it. */
export interface ChartLook {
  series: SeriesLook[];
  /** Grafana unit id of the vertical axis. */
  unit: string;
  /** Aimed-at end-to-end time in seconds. */
  slo?: number;
  sync: DashboardCursorSync;
}

function addScales(builder: UPlotConfigBuilder, slo = 0): void {
  builder.addScale({
    scaleKey: 'x',
    isTime: true,
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    range: (plot) => rangeOf(plot.data),
  });
  builder.addScale({
    scaleKey: 'y',
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    range: (_plot, least, most) => valueRange(least, most, slo),
  });
}

function addAxes(builder: UPlotConfigBuilder, unit: string, theme: GrafanaTheme2, timeZone: TimeZone): void {
  const format = getValueFormat(unit);
  builder.addAxis({ scaleKey: 'x', isTime: true, placement: AxisPlacement.Bottom, timeZone, theme });
  builder.addAxis({
    scaleKey: 'y',
    placement: AxisPlacement.Left,
    theme,
    formatValue: (value: number, decimals) => formattedValueToString(format(value, decimals)),
  });
}

function addLine(builder: UPlotConfigBuilder, { id, colour }: SeriesLook, theme: GrafanaTheme2): void {
  const dash = dashOf(id);
  builder.addSeries({
    scaleKey: 'y',
    theme,
    drawStyle: DrawStyle.Line,
    lineColor: colour,
    lineWidth: id === 'e2e' ? 2 : 1.5,
    lineStyle: dash ? { fill: 'dash', dash } : undefined,
    showPoints: PointVisibility.Always,
    // Points would hide the dashes that tell lines apart.
    pointsFilter: (plot, at) => isolated(plot.data[at]),
    pointSize: 4,
  });
}

function addArea(builder: UPlotConfigBuilder, { kind, colour }: SeriesLook, theme: GrafanaTheme2): void {
  builder.addSeries({
    scaleKey: 'y',
    theme,
    drawStyle: DrawStyle.Line,
    lineColor: colour,
    lineWidth: kind === 'below' ? 0 : 1,
    fillColor: colour,
    showPoints: PointVisibility.Never,
  });
}

// Grafana's builder takes a fill as text only, so a pattern is put in its place once the chart is there.
function hatchUnexplained(builder: UPlotConfigBuilder, series: SeriesLook[]): void {
  builder.addHook('init', (plot: Plot) => {
    series.forEach(({ id, colour }, at) => {
      if (id === 'unexplained') {
        const fill = hatchPattern(plot.ctx, colour, window.devicePixelRatio || 1) ?? colour;
        plot.series[at + 1].fill = () => fill;
      }
    });
  });
}

/** Builds the chart: stacked phases, lines above them, the SLO. */
export function chartConfig({ series, unit, slo }: ChartLook, theme: GrafanaTheme2, timeZone: TimeZone) {
  const builder = new UPlotConfigBuilder(timeZone);
  addScales(builder, slo);
  addAxes(builder, unit, theme, timeZone);
  for (const one of series) {
    const add = one.kind === 'line' ? addLine : addArea;
    add(builder, one, theme);
  }
  hatchUnexplained(builder, series);
  // Whatever is nearest is what the tooltip's links belong to, however far away it is.
  builder.setCursor({ focus: { prox: 1e6 } });
  if (slo) {
    builder.addHook('draw', (plot: Plot) => drawSlo(plot, slo, theme));
  }
  return builder;
}

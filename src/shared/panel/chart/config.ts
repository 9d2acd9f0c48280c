import { type DashboardCursorSync, formattedValueToString, getValueFormat, type GrafanaTheme2 } from '@grafana/data';
import { type TimeZone } from '@grafana/schema';
import {
  AxisPlacement,
  DrawStyle,
  LineInterpolation,
  PointVisibility,
  ScaleDirection,
  ScaleOrientation,
  UPlotConfigBuilder,
} from '@grafana/ui';

import { hatchPattern } from '../../hatch';
import { isolated } from '../model/isolated';

import { aroundOf } from './columns';
import { drawLevel, drawMarks, drawSpans } from './draw';
import { type Plot } from './plot';
import { type LevelMark, type SeriesLook } from './series';
import { valueRange } from './valueRange';

/** A vertical axis. Its ends follow the values where they are not fixed. */
export interface AxisLook {
  /** Grafana unit id. */
  unit: string;
  decimals?: number;
  min?: number;
  max?: number;
  /** Width of the axis in pixels, so that the chart stands under or over another picture; else what its labels need. */
  width?: number;
}

/** What the chart looks like, as plain data; its values come apart from it. */
export interface ChartLook {
  series: SeriesLook[];
  left: AxisLook;
  right?: AxisLook;
  levels: LevelMark[];
  sync: DashboardCursorSync;
}

const scaleOf = ({ axis }: SeriesLook): string => (axis === 'right' ? 'y2' : 'y');

function addTime(builder: UPlotConfigBuilder, theme: GrafanaTheme2, timeZone: TimeZone): void {
  builder.addScale({
    scaleKey: 'x',
    isTime: true,
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    range: (plot) => aroundOf(plot.data).range,
  });
  builder.addAxis({ scaleKey: 'x', isTime: true, placement: AxisPlacement.Bottom, timeZone, theme });
}

function addValues(
  builder: UPlotConfigBuilder,
  scaleKey: string,
  { unit, decimals: own, min, max, width }: AxisLook,
  level: number,
  theme: GrafanaTheme2
): void {
  const format = getValueFormat(unit);
  const isLeft = scaleKey === 'y';
  builder.addScale({
    scaleKey,
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    range: (_plot, least, most) => {
      const [low, high] = valueRange(least, most, level);
      return [min ?? low, max ?? high];
    },
  });
  builder.addAxis({
    scaleKey,
    placement: isLeft ? AxisPlacement.Left : AxisPlacement.Right,
    grid: { show: isLeft },
    size: width,
    theme,
    formatValue: (value: number, decimals) => formattedValueToString(format(value, own ?? decimals)),
  });
}

function addLine(builder: UPlotConfigBuilder, look: SeriesLook, theme: GrafanaTheme2): void {
  const { kind, colour, dash, width = 1.5 } = look;
  builder.addSeries({
    scaleKey: scaleOf(look),
    theme,
    drawStyle: DrawStyle.Line,
    lineColor: colour,
    lineWidth: width,
    lineStyle: dash ? { fill: 'dash', dash } : undefined,
    // A step is stamped at its end.
    lineInterpolation: kind === 'steps' ? LineInterpolation.StepBefore : LineInterpolation.Linear,
    showPoints: PointVisibility.Always,
    // Points would hide the dashes that tell lines apart.
    pointsFilter: (plot, at) => isolated(plot.data[at]),
    pointSize: 4,
  });
}

function addArea(builder: UPlotConfigBuilder, look: SeriesLook, theme: GrafanaTheme2): void {
  const { kind, colour } = look;
  builder.addSeries({
    scaleKey: scaleOf(look),
    theme,
    drawStyle: kind === 'bars' ? DrawStyle.Bars : DrawStyle.Line,
    lineColor: colour,
    lineWidth: kind === 'below' ? 0 : 1,
    fillColor: colour,
    barAlignment: -1,
    barWidthFactor: 0.9,
    barMaxWidth: 200,
    showPoints: PointVisibility.Never,
  });
}

// Grafana's builder takes a fill as text only, so a pattern is put in its place once the chart is there. Areas all reach
// down to zero, so a hatched one covers those that begin above it.
function hatch(builder: UPlotConfigBuilder, series: SeriesLook[], theme: GrafanaTheme2): void {
  const ground = theme.colors.background.primary;
  builder.addHook('init', (plot: Plot) => {
    series.forEach((look, at) => {
      if (look.hatch) {
        const fill = hatchPattern(plot.ctx, look.colour, window.devicePixelRatio || 1, ground) ?? look.colour;
        plot.series[at + 1].fill = () => fill;
      }
    });
  });
}

/** Builds the chart: areas below lines, in the order of the series; levels, shaded stretches and marks. */
export function chartConfig({ series, left, right, levels }: ChartLook, theme: GrafanaTheme2, timeZone: TimeZone) {
  const builder = new UPlotConfigBuilder(timeZone);
  addTime(builder, theme, timeZone);
  addValues(builder, 'y', left, Math.max(0, ...levels.map(({ value }) => value)), theme);
  if (right) {
    addValues(builder, 'y2', right, 0, theme);
  }
  for (const one of series) {
    const add = one.kind === 'line' || one.kind === 'steps' ? addLine : addArea;
    add(builder, one, theme);
  }
  hatch(builder, series, theme);
  // Whatever is nearest is what the tooltip's links belong to, however far away it is.
  builder.setCursor({ focus: { prox: 1e6 } });
  builder.addHook('drawAxes', drawSpans);
  builder.addHook('draw', (plot: Plot) => {
    levels.forEach((level) => drawLevel(plot, level, theme));
    drawMarks(plot, theme);
  });
  return builder;
}

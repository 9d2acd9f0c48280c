import { type GrafanaTheme2 } from '@grafana/data';

import { aroundOf } from './columns';
import { type Plot } from './plot';
import { type LevelMark, type TimeMark } from './series';

const SHADE = 0.14;

const pixels = () => window.devicePixelRatio || 1;

function withLine(plot: Plot, colour: string, theme: GrafanaTheme2, draw: (ratio: number) => void): void {
  const { ctx } = plot;
  const ratio = pixels();
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineWidth = ratio;
  ctx.setLineDash([4 * ratio, 4 * ratio]);
  ctx.font = `${theme.typography.fontWeightMedium} ${11 * ratio}px ${theme.typography.fontFamily}`;
  draw(ratio);
  ctx.restore();
}

function line(plot: Plot, from: [number, number], to: [number, number]): void {
  plot.ctx.beginPath();
  plot.ctx.moveTo(...from);
  plot.ctx.lineTo(...to);
  plot.ctx.stroke();
}

/** Draws a level as a dashed line with its name. */
export function drawLevel(plot: Plot, { value, label, colour }: LevelMark, theme: GrafanaTheme2): void {
  const { ctx, bbox } = plot;
  const y = plot.valToPos(value, 'y', true);
  if (y < bbox.top || y > bbox.top + bbox.height) {
    return;
  }
  withLine(plot, colour, theme, (ratio) => {
    const right = bbox.left + bbox.width;
    line(plot, [bbox.left, y], [right, y]);
    if (label) {
      ctx.textAlign = 'right';
      ctx.textBaseline = 'bottom';
      ctx.fillText(label, right - 4 * ratio, y - 2 * ratio);
    }
  });
}

function drawMark(plot: Plot, { at, colour, label }: TimeMark, theme: GrafanaTheme2): void {
  const { ctx, bbox } = plot;
  const x = plot.valToPos(at, 'x', true);
  if (x < bbox.left || x > bbox.left + bbox.width) {
    return;
  }
  withLine(plot, colour, theme, (ratio) => {
    line(plot, [x, bbox.top], [x, bbox.top + bbox.height]);
    if (label) {
      ctx.textAlign = x > bbox.left + bbox.width / 2 ? 'right' : 'left';
      ctx.textBaseline = 'top';
      ctx.fillText(label, x + (ctx.textAlign === 'right' ? -4 : 4) * ratio, bbox.top + 2 * ratio);
    }
  });
}

/** Shades the stretches of time that belong to the chart's columns. */
export function drawSpans(plot: Plot): void {
  const { ctx, bbox } = plot;
  const [left, right] = [bbox.left, bbox.left + bbox.width];
  ctx.save();
  ctx.globalAlpha = SHADE;
  for (const { from, to, colour } of aroundOf(plot.data).spans) {
    const start = Math.max(left, plot.valToPos(from, 'x', true));
    const end = Math.min(right, plot.valToPos(to, 'x', true));
    if (end > start) {
      ctx.fillStyle = colour;
      ctx.fillRect(start, bbox.top, end - start, bbox.height);
    }
  }
  ctx.restore();
}

/** Draws the marked instants that belong to the chart's columns. */
export function drawMarks(plot: Plot, theme: GrafanaTheme2): void {
  aroundOf(plot.data).marks.forEach((mark) => drawMark(plot, mark, theme));
}

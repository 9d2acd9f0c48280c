import { type GrafanaTheme2 } from '@grafana/data';

import { aroundOf } from './columns';
import { type Plot } from './plot';
import { type LevelMark, type TimeMark } from './series';

const SHADE = 0.14;
// Height of a label's letters.
const LABEL = 12;

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

/** A label on a ground of the panel's colour, so that it can be read on whatever it lies on. */
function label(
  ctx: CanvasRenderingContext2D,
  text: string,
  [x, y]: [number, number],
  ground: string,
  ratio: number
): void {
  const { width } = ctx.measureText(text);
  const ink = ctx.fillStyle;
  const left = ctx.textAlign === 'right' ? x - width : x;
  const top = ctx.textBaseline === 'bottom' ? y - LABEL * ratio : y;
  ctx.globalAlpha = 0.85;
  ctx.fillStyle = ground;
  ctx.fillRect(left - 3 * ratio, top - ratio, width + 6 * ratio, (LABEL + 2) * ratio);
  ctx.globalAlpha = 1;
  ctx.fillStyle = ink;
  ctx.fillText(text, x, y);
}

/** Draws a level as a dashed line with its name. */
export function drawLevel(plot: Plot, { value, label: name, colour }: LevelMark, theme: GrafanaTheme2): void {
  const { ctx, bbox } = plot;
  const y = plot.valToPos(value, 'y', true);
  if (y < bbox.top || y > bbox.top + bbox.height) {
    return;
  }
  withLine(plot, colour, theme, (ratio) => {
    const right = bbox.left + bbox.width;
    line(plot, [bbox.left, y], [right, y]);
    if (name) {
      ctx.textAlign = 'right';
      ctx.textBaseline = 'bottom';
      label(ctx, name, [right - 4 * ratio, y - 2 * ratio], theme.colors.background.primary, ratio);
    }
  });
}

function drawMark(plot: Plot, { at, colour, label: name }: TimeMark, theme: GrafanaTheme2): void {
  const { ctx, bbox } = plot;
  const x = plot.valToPos(at, 'x', true);
  if (x < bbox.left || x > bbox.left + bbox.width) {
    return;
  }
  withLine(plot, colour, theme, (ratio) => {
    line(plot, [x, bbox.top], [x, bbox.top + bbox.height]);
    if (name) {
      ctx.textAlign = x > bbox.left + bbox.width / 2 ? 'right' : 'left';
      ctx.textBaseline = 'top';
      const place: [number, number] = [x + (ctx.textAlign === 'right' ? -4 : 4) * ratio, bbox.top + 2 * ratio];
      label(ctx, name, place, theme.colors.background.primary, ratio);
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

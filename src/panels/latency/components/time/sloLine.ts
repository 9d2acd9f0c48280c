import { type GrafanaTheme2 } from '@grafana/data';

import { formatFigure } from '../../../../shared/format';

import { type Plot } from './plot';

/** Draws the aimed-at time as a dashed line with its name. */
export function drawSlo(plot: Plot, slo: number, theme: GrafanaTheme2): void {
  const { ctx, bbox } = plot;
  const ratio = window.devicePixelRatio || 1;
  const y = plot.valToPos(slo, 'y', true);
  if (y < bbox.top || y > bbox.top + bbox.height) {
    return;
  }
  ctx.save();
  ctx.strokeStyle = theme.colors.error.text;
  ctx.fillStyle = theme.colors.error.text;
  ctx.lineWidth = ratio;
  ctx.setLineDash([4 * ratio, 4 * ratio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.font = `${theme.typography.fontWeightMedium} ${11 * ratio}px ${theme.typography.fontFamily}`;
  ctx.textAlign = 'right';
  ctx.textBaseline = 'bottom';
  ctx.fillText(`SLO ${formatFigure(slo, 's')}`, bbox.left + bbox.width - 4 * ratio, y - 2 * ratio);
  ctx.restore();
}

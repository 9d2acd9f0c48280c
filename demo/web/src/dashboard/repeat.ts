import type { GridPos, PanelJson } from './model';

const COLUMNS = 24;
const DEFAULT_PER_ROW = 4;

/** Where the copies of a repeated panel stand: below each other, or side by side over the whole width. */
export function repeatPositions(panel: PanelJson, origin: GridPos, count: number): GridPos[] {
  if (panel.repeatDirection === 'v') {
    return Array.from({ length: count }, (_, i) => ({ ...origin, y: origin.y + i * origin.h }));
  }
  const perRow = Math.min(panel.maxPerRow ?? DEFAULT_PER_ROW, count);
  const w = Math.floor(COLUMNS / perRow);
  return Array.from({ length: count }, (_, i) => ({
    x: (i % perRow) * w,
    y: origin.y + Math.floor(i / perRow) * origin.h,
    w,
    h: origin.h,
  }));
}

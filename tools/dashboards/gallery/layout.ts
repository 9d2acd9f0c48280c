import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

/** A panel of the gallery and how much room it has, in cells of the dashboard's grid, which is 24 wide. */
export interface Exhibit {
  panel: PanelBuilder;
  width: number;
  height: number;
}

/** Room for a view as dashboards use it. */
export const LARGE = { width: 12, height: 10 };
/** Room for a state: a few words. */
export const SMALL = { width: 6, height: 7 };
/** About 300 × 200 pixels on a screen that is 1200 wide: the least that a panel has to be readable in. */
export const TINY = { width: 6, height: 5 };

const GRID = 24;

/** Places exhibits from left to right, in lines that are as high as the highest of theirs; each wing begins a line. */
export function place(wings: Exhibit[][]): PanelBuilder[] {
  let id = 0;
  let top = 0;
  const placed: PanelBuilder[] = [];
  for (const wing of wings) {
    let left = 0;
    let line = 0;
    for (const { panel, width, height } of wing) {
      if (left + width > GRID) {
        top += line;
        left = 0;
        line = 0;
      }
      id += 1;
      placed.push(panel.id(id).gridPos({ x: left, y: top, w: width, h: height }));
      left += width;
      line = Math.max(line, height);
    }
    top += line;
  }
  return placed;
}

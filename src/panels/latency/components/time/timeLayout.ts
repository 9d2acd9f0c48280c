import { type LegendPlace } from '../../../../shared/panel/options/legend';

/** What there is room for beside the chart. */
export interface TimeLayout {
  /** How a row is chosen; not at all where there is only one, or no room. */
  rows: 'list' | 'picker' | 'none';
  legend: LegendPlace;
}

const LIST_FROM = 640;
const PICKER_FROM = 260;
const LEGEND_FROM = { width: 260, height: 180 };
const RIGHT_FROM = 480;

interface Room {
  width: number;
  height: number;
  rows: number;
  legend: LegendPlace;
}

function legendFor({ width, height, legend }: Room): LegendPlace {
  const fits = width >= LEGEND_FROM.width && height >= LEGEND_FROM.height;
  if (legend === 'hidden' || !fits) {
    return 'hidden';
  }
  return width >= RIGHT_FROM ? legend : 'bottom';
}

/** The chart comes first: legend and choice of a row give way as the panel gets smaller. */
export function timeLayout(room: Room): TimeLayout {
  const { width, rows } = room;
  const chooser = width >= LIST_FROM ? 'list' : 'picker';
  return { rows: rows < 2 || width < PICKER_FROM ? 'none' : chooser, legend: legendFor(room) };
}

import { HEADER_FROM, HEADER_HEIGHT } from '../../../shared/panel/header/PanelHeader';
import { type View } from '../model/views';

/** Height of a row that is not open. */
export const ROW_HEIGHT = 26;
/** Height of the line with the columns' names. */
export const COLUMNS_HEIGHT = 22;
/** Height of the time axis below the strips. */
export const AXIS_HEIGHT = 20;
const LEGEND_HEIGHT = 26;
/** How far what an open row shows is indented. */
export const DETAIL_LEFT = 24;
/** What the scroll bar takes. */
const SCROLLBAR = 12;

/** A column of figures and the width from which a panel has it. */
interface Column {
  from: number;
  width: number;
  /** What it takes in a narrower panel, in few words. */
  narrow?: { from: number; width: number };
}

/** Widths of the columns, in pixels; a column without room is left out. */
export interface Layout {
  label: number;
  /** The view's picture; without one, the figures share its room. */
  picture: number;
  /** The view's columns of figures, in their order. */
  figures: number[];
  /** As CSS: columns of a row. */
  template: string;
  hasHeader: boolean;
  hasColumns: boolean;
  hasLegend: boolean;
  hasAxis: boolean;
  /** Height of the list of rows. */
  list: number;
}

// The picture comes first: figures give way as the panel gets narrower.
const figureColumns: Record<View, Column[]> = {
  health: [
    { from: 760, width: 144 },
    { from: 260, width: 64 },
  ],
  hits: [
    { from: 240, width: 60 },
    { from: 480, width: 72 },
    { from: 560, width: 98 },
  ],
  reuse: [{ from: 480, width: 150, narrow: { from: 240, width: 48 } }],
  transfers: [
    { from: 0, width: 72 },
    { from: 240, width: 72 },
    { from: 420, width: 76 },
    { from: 520, width: 76 },
    { from: 620, width: 76 },
    { from: 720, width: 72 },
  ],
  savings: [
    { from: 290, width: 100 },
    { from: 360, width: 76 },
    { from: 560, width: 98 },
  ],
};

const LABEL = { part: 0.32, least: 112, most: 400 };
const LEGEND_FROM = { width: 360, height: 170 };
const AXIS_FROM = 110;
const COLUMNS_FROM = 130;
const LEAST_PICTURE = 60;

interface Room {
  view: View;
  width: number;
  height: number;
  legend: boolean;
}

/** The height of those parts that are there. */
const heightOf = (...parts: Array<[isThere: boolean, height: number]>): number =>
  parts.reduce((sum, [isThere, height]) => sum + (isThere ? height : 0), 0);

function widthOf({ from, width, narrow }: Column, room: number): number {
  if (room >= from) {
    return width;
  }
  return narrow && room >= narrow.from ? narrow.width : 0;
}

/** Whether a column is as wide as its whole words. */
export const isWide = (view: View, at: number, { figures }: Layout): boolean =>
  figures[at] >= figureColumns[view][at].width;

/** What there is room for. */
export function layoutOf({ view, width, height, legend }: Room): Layout {
  const figures = figureColumns[view].map((column) => widthOf(column, width));
  const taken = figures.reduce((sum, one) => sum + one, 0);
  const label = Math.round(Math.min(LABEL.most, Math.max(LABEL.least, width * LABEL.part)));
  const hasPicture = view !== 'transfers';
  const room = Math.max(hasPicture ? LEAST_PICTURE : 0, width - label - taken - SCROLLBAR);
  const hasHeader = height >= HEADER_FROM;
  const hasColumns = height >= COLUMNS_FROM;
  const hasLegend = legend && view !== 'transfers' && width >= LEGEND_FROM.width && height >= LEGEND_FROM.height;
  const hasAxis = view === 'health' && height >= AXIS_FROM;
  const shown = figures.filter((one) => one > 0).map((one) => `${one}px`);
  const columns = hasPicture ? [`${label}px`, `${room}px`, ...shown] : ['minmax(0, 1fr)', ...shown];
  return {
    label: hasPicture ? label : label + room,
    picture: hasPicture ? room : 0,
    figures,
    template: columns.join(' '),
    hasHeader,
    hasColumns,
    hasLegend,
    hasAxis,
    list: Math.max(
      ROW_HEIGHT,
      height - heightOf([hasHeader, HEADER_HEIGHT], [hasLegend, LEGEND_HEIGHT], [hasAxis, AXIS_HEIGHT])
    ),
  };
}

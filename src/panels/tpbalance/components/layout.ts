import { HEADER_FROM, HEADER_HEIGHT } from '../../../shared/panel/header/PanelHeader';

/** Widths of the columns, in pixels; a column without room is left out. */
export interface RowLayout {
  label: number;
  cells: number;
  incidents: number;
  spread: number;
  lost: number;
  money: number;
}

const LABEL = { part: 0.22, least: 120, most: 260 };
const INCIDENTS = { from: 900, width: 140 };
const SPREAD = { from: 440, width: 64 };
const LOST = { from: 340, width: 108 };
const MONEY = { from: 620, width: 84 };
const GAP = 8;

const fits = (width: number, column: { from: number; width: number }): number =>
  width >= column.from ? column.width : 0;

/** The cells come first: time, money and spread give way, as the panel gets narrower. */
export function rowLayout(width: number, hasMoney: boolean): RowLayout {
  const incidents = fits(width, INCIDENTS);
  const spread = fits(width, SPREAD);
  const lost = fits(width, LOST);
  const money = hasMoney ? fits(width, MONEY) : 0;
  const label = Math.round(Math.min(LABEL.most, Math.max(LABEL.least, width * LABEL.part)));
  const columns = [label, incidents, spread, lost, money].filter((one) => one > 0);
  const used = columns.reduce((sum, one) => sum + one + GAP, 0);
  return { label, incidents, spread, lost, money, cells: Math.max(60, width - used - GAP) };
}

/** Heights of a row: with the line that tells a finding, and without. */
export const ROW = { plain: 38, told: 54 };

/** What else there is room for. */
export interface PanelLayout {
  /** Where the finding stands: beside the coverage, in lines of its own, or not at all. */
  finding: 'header' | 'line' | 'none';
  /** Of the header, which a finding of two lines makes higher; 0 where there is none. */
  headerHeight: number;
  /** Of the finding where it has lines of its own. */
  findingHeight: number;
  legendHeight: number;
}

// Width of a character of the finding, and of the coverage beside it.
const CHARACTER = 6.3;
const COVERAGE = 230;
// A narrower panel has no room for the finding beside the coverage.
const BESIDE_FROM = 520;
const FINDING_FROM = 140;
const LEGEND_FROM = { width: 420, height: 230 };
const LINE = 19;
const ICON = 28;

/** The finding comes before the legend; both give way to the rows in a small panel. */
export function panelLayout(width: number, height: number, showLegend: boolean, findingLength: number): PanelLayout {
  const needed = findingLength * CHARACTER;
  const isBeside = height >= HEADER_FROM && (width >= BESIDE_FROM || needed <= width - COVERAGE);
  const finding = height < FINDING_FROM ? 'none' : isBeside ? 'header' : 'line';
  const linesIn = (room: number) => (needed <= room ? 1 : 2) * LINE + 4;
  return {
    finding,
    headerHeight: height < HEADER_FROM ? 0 : Math.max(HEADER_HEIGHT, isBeside ? linesIn(width - COVERAGE) : 0),
    findingHeight: finding === 'line' ? linesIn(width - ICON) : 0,
    legendHeight: showLegend && width >= LEGEND_FROM.width && height >= LEGEND_FROM.height ? 24 : 0,
  };
}

/** How wide a cell is, and the gap beside it: cells are as wide as they need to be read, and no wider. */
export function cellWidths(space: number, count: number): { width: number; gap: number } {
  const gap = space / Math.max(count, 1) >= 14 ? 3 : 1;
  const width = (space - gap * (count - 1)) / Math.max(count, 1);
  return { width: Math.max(2, Math.min(96, Math.floor(width))), gap };
}

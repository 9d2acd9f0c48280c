import { type ColumnId, COLUMNS } from '../../options/options';
import { type FigureId, PRICES, type PriceId } from '../../model/figures';

/** What a table has room for, in pixels. */
export interface TableLayout<Id extends string> {
  label: number;
  /** 0 where there is no room for a bar. */
  bar: number;
  columns: Id[];
  /** Width of each column. */
  column: number;
}

const COLUMN = 84;
const LABEL = { least: 84, most: 230, share: 0.28 };
const LEAST_BAR = 70;
const BAR_SHARE = 0.24;
const BAR_FROM = 260;

/** The table of the bill: its amounts first, then a bar, then columns as far as there is room. */
export function billLayout(
  width: number,
  wanted: ColumnId[],
  isThere: (id: FigureId) => boolean
): TableLayout<ColumnId> {
  const possible = COLUMNS.filter((id) => wanted.includes(id) && (id === 'share' || isThere(id)));
  const label = Math.round(Math.min(LABEL.most, Math.max(LABEL.least, width * LABEL.share)));
  const hasBar = width >= BAR_FROM;
  const least = hasBar ? Math.max(LEAST_BAR, width * BAR_SHARE) : 0;
  const columns = possible.slice(0, Math.max(1, Math.floor((width - label - least) / COLUMN)));
  const bar = hasBar ? Math.max(LEAST_BAR, width - label - columns.length * COLUMN) : 0;
  return { label, bar, columns, column: COLUMN };
}

const LEAST_PRICE = 84;

/** The table of unit prices: columns share the room that the label leaves. */
export function priceLayout(width: number, isThere: (id: FigureId) => boolean): TableLayout<PriceId> {
  const possible = PRICES.filter(isThere);
  const label = Math.round(Math.min(LABEL.most, Math.max(LABEL.least, width * LABEL.share)));
  const room = width - label;
  const columns = possible.slice(0, Math.max(1, Math.floor(room / LEAST_PRICE)));
  return { label, bar: 0, columns, column: Math.floor(room / Math.max(1, columns.length)) };
}

/** The columns of a row, for a grid. */
export const gridOf = ({ label, bar, columns, column }: TableLayout<string>): string =>
  [`${label}px`, ...(bar > 0 ? ['minmax(0, 1fr)'] : []), ...columns.map(() => `${column}px`)].join(' ');

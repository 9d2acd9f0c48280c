import { charactersIn, shortLabel } from '../../../shared/panel/model/labels';

import { formatMoney, formatShare } from './display';
import { labelWithin } from './groups';
import { type Tile } from './treemap';

const NAME_FROM = { width: 42, height: 18 };
const AMOUNT_FROM = 34;
const BESIDE_FROM = 120;

/** What a tile says, as far as it fits. */
export interface TileText {
  /** All of its name, for those who do not see it. */
  label: string;
  name?: string;
  /** Stands beside the name of a group, below that of a tile. */
  beside?: string;
  below?: string;
}

/** Whether a tile is a group's strip above the tiles within. */
export const isStrip = ({ row, depth }: Tile): boolean =>
  row.parts !== undefined && depth === 1 && row.kind === 'value';

/** What is written into a tile. */
export function tileText(tile: Tile, by: string[], whole: number | null | undefined): TileText {
  const { row, depth, group, width } = tile;
  const space = isStrip(tile) ? tile.header : tile.height;
  const own = depth > 1 ? labelWithin(row, by) : row.label;
  const label = depth > 1 ? `${group} · ${own}` : own;
  if (width < NAME_FROM.width || space < NAME_FROM.height) {
    return { label };
  }
  const amount = formatMoney(row.figures.cost_total, row.currency);
  const name = shortLabel(own, charactersIn(width - 4));
  if (isStrip(tile)) {
    const beside = `${amount} · ${formatShare(row.figures.cost_total, whole)}`;
    return width > BESIDE_FROM ? { label, name, beside } : { label, name };
  }
  return space >= AMOUNT_FROM ? { label, name, below: amount } : { label, name };
}

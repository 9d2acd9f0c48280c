import { formatOf } from './display';
import { type CellFigure } from './figures';
import { type Rank } from './ranks';

// Width of a figure's character at the size of a cell, and the room beside the text.
const CHARACTER = 6.2;
const ROOM = 6;

const fits = (text: string, width: number): boolean => text.length * CHARACTER + ROOM <= width;

// Always told in one unit, which the key below the groups names.
const ONE_UNIT: readonly CellFigure[] = ['clock', 'temperature'];

/** A figure in few characters: a share's whole percent, else the number where its unit is known without it. */
function shortText(id: CellFigure, text: string, value: number | null | undefined): string {
  if (value == null) {
    return '–';
  }
  if (text.endsWith('%')) {
    return String(Math.round(value * 100));
  }
  return ONE_UNIT.includes(id) ? text.replace(/,/g, '').replace(/\s.*$/, '') : '';
}

/** What is written into a cell of this width: the figure, else in few characters, else nothing. */
export function cellText({ figures, fields }: Rank, id: CellFigure, width: number): string {
  const value = figures[id];
  const text = value == null ? 'n/a' : formatOf(id, fields[id], value);
  if (fits(text, width)) {
    return text;
  }
  const short = shortText(id, text, value);
  return fits(short, width) ? short : '';
}

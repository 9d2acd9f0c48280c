import { formatOf } from './display';
import { type CellFigure } from './figures';
import { type Rank } from './ranks';

// Width of a figure's character at the size of a cell, and the room beside the text.
const CHARACTER = 6.2;
const ROOM = 6;

const fits = (text: string, width: number): boolean => text.length * CHARACTER + ROOM <= width;

/** What is written into a cell of this width: the figure, of a share else the whole percent, else nothing. */
export function cellText({ figures, fields }: Rank, id: CellFigure, width: number): string {
  const value = figures[id];
  const text = value == null ? 'n/a' : formatOf(id, fields[id], value);
  if (fits(text, width)) {
    return text;
  }
  const short = value != null && text.endsWith('%') ? String(Math.round(value * 100)) : '';
  return fits(short, width) ? short : '';
}

import { type BalanceAnswer } from '../model/answer';
import { type Clock } from '../model/instants';
import { type CellColour, type Span } from '../model/scale';
import { type BalanceOptions } from '../options/options';

import { type RowLayout } from './layout';

/** What all rows share. */
export interface View {
  answer: BalanceAnswer;
  options: BalanceOptions;
  layout: RowLayout;
  /** How many cells a row has room for: those of the largest group, so that cells of all rows are of one width. */
  cells: number;
  clock: Clock;
  span: Span;
  colour: CellColour;
}

import { type TimeProps } from '../../../shared/panel/chart/TimeChart';
import { type Part } from '../../../shared/panel/model/answer';
import { type Picture } from '../model/picture';
import { type View } from '../model/views';

import { type Layout } from './layout';

/** What every row of a view gets. */
export interface RowContext extends TimeProps {
  view: View;
  part: Part;
  picture: Picture;
  layout: Layout;
  /** Height of the whole panel. */
  height: number;
}

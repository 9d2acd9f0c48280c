import { type ReactNode } from 'react';

import { type TimeProps } from '../../../shared/panel/chart/TimeChart';
import { type Part } from '../../../shared/panel/model/answer';
import { type LatencyOptions } from '../options/options';

/** What every view gets. */
export interface ViewProps {
  part: Part;
  options: LatencyOptions;
  width: number;
  /** Height of the picture, without the line above it. */
  height: number;
  /** The line above the picture, with this at its left; nothing where there is no room for it. */
  header: (left?: ReactNode) => ReactNode;
}

/** What a view with a chart over time gets. */
export type TimeViewProps = ViewProps & TimeProps;

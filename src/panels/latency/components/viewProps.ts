import { type Part } from '../model/answer';
import { type LatencyOptions } from '../options/options';

/** What both views get. */
export interface ViewProps {
  part: Part;
  options: LatencyOptions;
  width: number;
  /** Height of the picture, without the line above it. */
  height: number;
  hasHeader: boolean;
  /** What is missing in the answer, in one line. */
  note?: string;
}

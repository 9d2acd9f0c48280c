import { type LegendPlace } from '../../../shared/panel/options/legend';
import { type LineId } from '../model/figures';

/** What the panel draws: phases over time, a bar per label, or the time to the first token from client to engine. */
export type View = 'time' | 'by' | 'first';
/** What the legend says of each series, over the time range. */
export type LegendValue = 'mean' | 'last';

/** The panel's options, as they are saved in a dashboard. */
export interface LatencyOptions {
  view: View;
  /** Lines beside the phases, where the answer has them. */
  lines: LineId[];
  /** The end-to-end time that is aimed at, in seconds; none where absent. */
  slo?: number;
  /** Where the legend of the time view stands. */
  legend: LegendPlace;
  legendValues: LegendValue[];
  /** Whether the coverage stands above the picture. A problem always does. */
  showCoverage: boolean;
}

export const LEGEND_VALUES: readonly LegendValue[] = ['mean', 'last'];

export const defaultOptions: LatencyOptions = {
  view: 'time',
  lines: ['ttft_p95', 'gateway_gap'],
  legend: 'bottom',
  legendValues: ['mean'],
  showCoverage: true,
};

import { type View } from '../model/views';

/** Which rows are shown: all, or only those with something to say. */
export type RowChoice = 'all' | 'notable';

/** The panel's options, as they are saved in a dashboard. */
export interface KVCacheOptions {
  view: View;
  rows: RowChoice;
  /** Whether the first row, the worst, stands open with its lines. */
  openFirst: boolean;
  /** Whether what the colours and marks mean stands below the picture. */
  legend: boolean;
  /** Whether the coverage stands above the picture. A problem always does. */
  showCoverage: boolean;
}

export const defaultOptions: KVCacheOptions = {
  view: 'health',
  rows: 'all',
  openFirst: false,
  legend: true,
  showCoverage: true,
};

import { type CellFigure, type ChartFigure } from '../model/figures';
import { type MarkId, MARKS } from '../model/markIds';
import { type SortBy } from '../model/sort';

/** The panel's options, as they are saved in a dashboard. */
export interface BalanceOptions {
  sort: SortBy;
  /** Leaves out groups without a finding. */
  onlyFindings: boolean;
  /** What cells are coloured by. */
  cell: CellFigure;
  /** What cells are marked for. */
  marks: MarkId[];
  /** °C from which a GPU is marked as hot. */
  hotFrom: number;
  /** What the charts of an opened row show first. */
  chart: ChartFigure;
  showLegend: boolean;
  /** Whether the coverage stands above the picture. A problem always does. */
  showCoverage: boolean;
}

export const defaultOptions: BalanceOptions = {
  sort: 'loss',
  onlyFindings: false,
  cell: 'tensor',
  marks: [...MARKS],
  hotFrom: 85,
  chart: 'tensor',
  showLegend: true,
  showCoverage: true,
};

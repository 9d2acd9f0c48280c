import { type LegendPlace } from '../../../shared/panel/options/legend';
import { type Basis } from '../../../shared/types.gen';
import { type Budget } from '../model/budgets';
import { type FigureId, type PriceId } from '../model/figures';

/** What the panel draws. */
export type View = 'table' | 'prices' | 'treemap' | 'time';
/** What the view over time shows: money, stacked, or a price as a line per row. */
export type Series = 'cost' | PriceId;
/** What the bands of the stack are. */
export type Stack = 'rows' | 'parts';
/** What the legend says of each series, over the time range. */
export type LegendValue = 'total' | 'mean' | 'last';
/** A column of the table beside the bar; "share" is a part of what is shown. */
export type ColumnId = 'share' | Exclude<FigureId, PriceId>;

/** The panel's options, as they are saved in a dashboard. */
export interface CostOptions {
  view: View;
  /** The basis to begin with, where the panel has both. */
  basis: Basis;
  columns: ColumnId[];
  /** Whether rows of several labels are put together by the first. */
  group: boolean;
  series: Series;
  stack: Stack;
  /** Where the legend of the view over time stands. */
  legend: LegendPlace;
  legendValues: LegendValue[];
  /** Whether a line tells what the month comes to. */
  outlook: boolean;
  budgets: Budget[];
  /** Whether the coverage stands above the picture. A problem always does. */
  showCoverage: boolean;
}

export const VIEWS: readonly View[] = ['table', 'prices', 'treemap', 'time'];
export const SERIES: readonly Series[] = [
  'cost',
  'cost_per_mtok_prompt',
  'cost_per_mtok_generation',
  'cost_per_request',
  'useful_ratio',
];
export const STACKS: readonly Stack[] = ['rows', 'parts'];
export const LEGEND_VALUES: readonly LegendValue[] = ['total', 'mean', 'last'];
export const COLUMNS: readonly ColumnId[] = [
  'cost_total',
  'share',
  'cost_prompt',
  'cost_generation',
  'saved_by_cache',
  'gpu_hours',
  'requests',
  'prompt_tokens',
  'generation_tokens',
  'cached_tokens',
];

export const defaultOptions: CostOptions = {
  view: 'table',
  basis: 'effective',
  columns: ['cost_total', 'share', 'cost_prompt', 'cost_generation', 'saved_by_cache', 'gpu_hours'],
  group: true,
  series: 'cost',
  stack: 'rows',
  legend: 'bottom',
  legendValues: ['total'],
  outlook: true,
  budgets: [],
  showCoverage: true,
};

import { type DataFrame, type VisualizationSuggestion } from '@grafana/data';

import { readAnswer } from '../../../shared/panel/model/answer';
import { suggestionOf } from '../../../shared/panel/options/suggestion';

import { type CostOptions, type View } from './options';

type Suggestion = VisualizationSuggestion<CostOptions>;

const names: Record<View, string> = {
  table: 'Tenant cost: the bill by row',
  prices: 'Tenant cost: unit prices',
  treemap: 'Tenant cost: treemap',
  time: 'Tenant cost: over time',
};

const suggestion = (view: View): Suggestion =>
  suggestionOf<CostOptions>(names[view], { view }, { legend: 'hidden', outlook: false, showCoverage: false });

const ofTable: View[] = ['table', 'treemap', 'prices'];

/** The panel offers itself for answers of cost queries, and for nothing else. */
export function suggest({ rawFrames = [] }: { rawFrames?: DataFrame[] }): Suggestion[] {
  const { time, table } = readAnswer('cost', rawFrames);
  const views: View[] = time ? ['time', ...ofTable] : table ? ofTable : [];
  return views.map(suggestion);
}

import { type DataFrame, type VisualizationSuggestion } from '@grafana/data';

import { suggestionOf } from '../../../shared/panel/options/suggestion';
import { readBalance } from '../model/answer';
import { readGroups } from '../model/groups';

import { type BalanceOptions } from './options';

type Suggestion = VisualizationSuggestion<BalanceOptions>;

const balance = suggestionOf<BalanceOptions>('Tensor-parallel balance', {}, { showLegend: false, showCoverage: false });

/** The panel offers itself for answers of balance queries that have groups, and for nothing else. */
export function suggest({ rawFrames = [] }: { rawFrames?: DataFrame[] }): Suggestion[] {
  return readGroups(readBalance(rawFrames)).length > 0 ? [balance] : [];
}

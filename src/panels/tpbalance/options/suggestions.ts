import { type DataFrame, type VisualizationSuggestion, VisualizationSuggestionScore } from '@grafana/data';

import { readBalance } from '../model/answer';
import { readGroups } from '../model/groups';

import { type BalanceOptions } from './options';

type Suggestion = VisualizationSuggestion<BalanceOptions>;

const balance: Suggestion = {
  name: 'Tensor-parallel balance',
  score: VisualizationSuggestionScore.Best,
  options: {},
  cardOptions: {
    previewModifier: (suggestion) => {
      suggestion.options = { ...suggestion.options, showLegend: false, showCoverage: false };
    },
  },
};

/** The panel offers itself for answers of balance queries that have groups, and for nothing else. */
export function suggest({ rawFrames = [] }: { rawFrames?: DataFrame[] }): Suggestion[] {
  return readGroups(readBalance(rawFrames)).length > 0 ? [balance] : [];
}

import { type DataFrame, type VisualizationSuggestion, VisualizationSuggestionScore } from '@grafana/data';

import { readAnswer } from '../model/answer';

import { type LatencyOptions } from './options';

type Suggestion = VisualizationSuggestion<LatencyOptions>;

const overTime: Suggestion = {
  name: 'Latency: phases over time',
  score: VisualizationSuggestionScore.Best,
  options: { view: 'time' },
  cardOptions: {
    previewModifier: (suggestion) => {
      suggestion.options = { ...suggestion.options, legend: 'hidden', showCoverage: false };
    },
  },
};

const byLabel: Suggestion = {
  name: 'Latency: phases by label',
  score: VisualizationSuggestionScore.Best,
  options: { view: 'by' },
};

/** The panel offers itself for answers of latency queries, and for nothing else. */
export function suggest({ rawFrames = [] }: { rawFrames?: DataFrame[] }): Suggestion[] {
  const { time, table } = readAnswer(rawFrames);
  return [...(time ? [overTime] : []), ...(time || table ? [byLabel] : [])];
}

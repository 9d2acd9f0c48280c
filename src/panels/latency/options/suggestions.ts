import { type DataFrame, type VisualizationSuggestion, VisualizationSuggestionScore } from '@grafana/data';

import { type Part } from '../../../shared/panel/model/answer';
import { hasValues } from '../../../shared/panel/model/state';
import { suggestionOf } from '../../../shared/panel/options/suggestion';
import { readAnswer } from '../model/answer';
import { isFirstTokenFigure } from '../model/firstToken';

import { type LatencyOptions } from './options';

type Suggestion = VisualizationSuggestion<LatencyOptions>;

const overTime = suggestionOf<LatencyOptions>(
  'Latency: phases over time',
  { view: 'time' },
  { legend: 'hidden', showCoverage: false }
);

const byLabel: Suggestion = {
  name: 'Latency: phases by label',
  score: VisualizationSuggestionScore.Best,
  options: { view: 'by' },
};

const firstToken: Suggestion = {
  name: 'Latency: the way to the first token',
  score: VisualizationSuggestionScore.Good,
  options: { view: 'first' },
};

const hasFirstToken = (part: Part | undefined): boolean => part !== undefined && hasValues(part, isFirstTokenFigure);

/** The panel offers itself for answers of latency queries, and for nothing else. */
export function suggest({ rawFrames = [] }: { rawFrames?: DataFrame[] }): Suggestion[] {
  const { time, table } = readAnswer(rawFrames);
  return [
    ...(time ? [overTime] : []),
    ...(time || table ? [byLabel] : []),
    ...(hasFirstToken(table ?? time) ? [firstToken] : []),
  ];
}

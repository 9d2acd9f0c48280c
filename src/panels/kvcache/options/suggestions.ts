import { type DataFrame, type VisualizationSuggestion } from '@grafana/data';

import { type Answer, readAnswer } from '../../../shared/panel/model/answer';
import { hasValues } from '../../../shared/panel/model/state';
import { suggestionOf } from '../../../shared/panel/options/suggestion';
import { answerFor, partOf, type View, viewFigures } from '../model/views';

import { type KVCacheOptions } from './options';

type Suggestion = VisualizationSuggestion<KVCacheOptions>;

const names: Record<View, string> = {
  health: 'KV cache: health',
  hits: 'KV cache: hits',
  reuse: 'KV cache: would it have been reused?',
  transfers: 'KV cache: transfers',
  savings: 'KV cache: savings',
};

const isView = (view: string): view is View => Object.hasOwn(names, view);

function hasPicture(view: View, answer: Answer): boolean {
  const part = partOf(view, answerFor(view, answer));
  return part !== undefined && hasValues(part, (name) => viewFigures[view].shows.some((id) => id === name));
}

const suggestion = (view: View): Suggestion =>
  suggestionOf<KVCacheOptions>(names[view], { view }, { legend: false, showCoverage: false });

/** The panel offers itself for answers of kvcache queries, with the views that they have figures for. */
export function suggest({ rawFrames = [] }: { rawFrames?: DataFrame[] }): Suggestion[] {
  const answer = readAnswer('kvcache', rawFrames);
  return Object.keys(names)
    .filter(isView)
    .filter((view) => hasPicture(view, answer))
    .map(suggestion);
}

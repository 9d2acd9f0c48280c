import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { type FigureId } from '../../../src/panels/latency/model/figures';
import { defaultOptions, type LatencyOptions } from '../../../src/panels/latency/options/options';
import { LATENCY_PANEL_ID } from '../../../src/shared/ids';

import { appPanel } from './appPanel';
import { filtersBy } from './correlate';
import { type QuestionOf, target } from './target';

/** What a latency panel asks. */
export type LatencyQuestion = QuestionOf<FigureId>;

// Pods are no variable here: a pair of roles shares its requests, so one pod alone would tell half of the story.
const SCOPES = ['cluster', 'llm_model', 'namespace'];
const KIND = { id: LATENCY_PANEL_ID, maxDataPoints: 200 };

/** A latency query of the data source, scoped by the dashboard's variables. */
export const latency = (question: LatencyQuestion): Builder<Dataquery> =>
  target('latency', { filters: filtersBy(SCOPES), ...question });

/** The latency panel on one query, or on a table and a time series of the same rows. */
export function latencyPanel(
  title: string,
  description: string,
  questions: LatencyQuestion | LatencyQuestion[],
  options: Partial<LatencyOptions> = {}
): PanelBuilder {
  return appPanel(KIND, title, description, [questions].flat().map(latency), { ...defaultOptions, ...options });
}

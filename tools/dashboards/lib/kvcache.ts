import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { type PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { type FigureId } from '../../../src/panels/kvcache/model/figures';
import { defaultOptions, type KVCacheOptions } from '../../../src/panels/kvcache/options/options';
import { KVCACHE_PANEL_ID } from '../../../src/shared/ids';

import { appPanel } from './appPanel';
import { filtersBy } from './correlate';
import { type QuestionOf, target } from './target';

/** What a KV cache panel asks. */
export type KVCacheQuestion = QuestionOf<FigureId>;

// A strip has a cell for each point; more are narrower than a pixel or two.
const KIND = { id: KVCACHE_PANEL_ID, maxDataPoints: 240 };

/** A kvcache query of the data source, scoped by the dashboard's variables. */
export const kvcache = (question: KVCacheQuestion): Builder<Dataquery> =>
  target('kvcache', { filters: filtersBy(), ...question });

/** The KV cache panel on a table and, where a row is to open with its lines, a time series of the same rows. */
export function kvcachePanel(
  title: string,
  description: string,
  questions: KVCacheQuestion[],
  options: Partial<KVCacheOptions> = {}
): PanelBuilder {
  return appPanel(KIND, title, description, questions.map(kvcache), { ...defaultOptions, ...options });
}

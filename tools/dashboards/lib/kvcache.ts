import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { type FigureId } from '../../../src/panels/kvcache/model/figures';
import { defaultOptions, type KVCacheOptions } from '../../../src/panels/kvcache/options/options';
import { KVCACHE_PANEL_ID } from '../../../src/shared/ids';
import { CurrentVersion, type Query } from '../../../src/shared/types.gen';

import { dataSource, filtersBy } from './correlate';

/** What a KV cache panel asks; the rest of a query is the same in all of them. */
export type KVCacheQuestion = Pick<Query, 'by' | 'format' | 'legend' | 'top' | 'filters'> & {
  fields?: FigureId[];
  refId?: string;
};

// A strip has a cell for each point; more are narrower than a pixel or two.
const MAX_DATA_POINTS = 240;

/** A kvcache query of the data source, scoped by the dashboard's variables. */
export function kvcache({ refId = 'A', ...question }: KVCacheQuestion): Builder<Dataquery> {
  const query = {
    refId,
    queryType: 'kvcache',
    version: CurrentVersion,
    filters: filtersBy(),
    ...question,
  } satisfies Omit<Query, 'operands'>;
  return { build: () => ({ datasource: dataSource, ...query, _implementsDataqueryVariant: () => undefined }) };
}

/** The KV cache panel on a table and, where a row is to open with its lines, a time series of the same rows. */
export function kvcachePanel(
  title: string,
  description: string,
  questions: KVCacheQuestion[],
  options: Partial<KVCacheOptions> = {}
): PanelBuilder {
  const panel = new PanelBuilder()
    .type(KVCACHE_PANEL_ID)
    .title(title)
    .description(description)
    .datasource(dataSource)
    .maxDataPoints(MAX_DATA_POINTS)
    .options({ ...defaultOptions, ...options });
  return questions.reduce((built, question) => built.withTarget(kvcache(question)), panel);
}

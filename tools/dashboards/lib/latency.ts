import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { type FigureId } from '../../../src/panels/latency/model/figures';
import { defaultOptions, type LatencyOptions } from '../../../src/panels/latency/options/options';
import { LATENCY_PANEL_ID } from '../../../src/shared/ids';
import { CurrentVersion, type Query } from '../../../src/shared/types.gen';

import { dataSource, filtersBy } from './correlate';

/** What a latency panel asks; the rest of a query is the same in all of them. */
export type LatencyQuestion = Pick<Query, 'by' | 'format' | 'legend' | 'top' | 'filters'> & {
  fields?: FigureId[];
  refId?: string;
};

// Pods are no variable here: a pair of roles shares its requests, so one pod alone would tell half of the story.
const SCOPES = ['cluster', 'llm_model', 'namespace'];
const MAX_DATA_POINTS = 200;

/** A latency query of the data source, scoped by the dashboard's variables. */
export function latency({ refId = 'A', ...question }: LatencyQuestion): Builder<Dataquery> {
  const query = {
    refId,
    queryType: 'latency',
    version: CurrentVersion,
    filters: filtersBy(SCOPES),
    ...question,
  } satisfies Omit<Query, 'operands'>;
  return { build: () => ({ datasource: dataSource, ...query, _implementsDataqueryVariant: () => undefined }) };
}

/** The latency panel on one query, or on a table and a time series of the same rows. */
export function latencyPanel(
  title: string,
  description: string,
  questions: LatencyQuestion | LatencyQuestion[],
  options: Partial<LatencyOptions> = {}
): PanelBuilder {
  const panel = new PanelBuilder()
    .type(LATENCY_PANEL_ID)
    .title(title)
    .description(description)
    .datasource(dataSource)
    .maxDataPoints(MAX_DATA_POINTS)
    .options({ ...defaultOptions, ...options });
  return [questions].flat().reduce((built, question) => built.withTarget(latency(question)), panel);
}

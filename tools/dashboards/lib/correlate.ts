import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { type DataSourceRef } from '@grafana/grafana-foundation-sdk/common';

import { DATASOURCE_TYPE } from '../../../src/shared/ids';
import { CurrentVersion, type Filter, type Query } from '../../../src/shared/types.gen';

/** The data source that the dashboard's variable `datasource` stands at; never a fixed one. */
export const dataSource: DataSourceRef = { type: DATASOURCE_TYPE, uid: '${datasource}' };

/** What a panel asks; the rest of a query is the same in all of them. */
export type Question = Pick<Query, 'operands' | 'grain'> & Partial<Omit<Query, 'refId' | 'queryType' | 'version'>>;

// The labels that dashboard variables filter by; a variable at "All" drops its filter.
const scopes: Record<string, string> = {
  cluster: '$cluster',
  llm_model: '$model',
  namespace: '$namespace',
  pod: '$pod',
};

/** Filters by the dashboard's variables, for the labels named. */
export function filtersBy(labels: string[] = Object.keys(scopes)): Filter[] {
  return labels.map((label) => ({ label, op: '=', values: [scopes[label]] }));
}

/** A query of the data source as a panel's target. */
export function targetOf<T extends object>(query: T): Builder<Dataquery> {
  return { build: () => ({ datasource: dataSource, ...query, _implementsDataqueryVariant: () => undefined }) };
}

/** A query of the data source, scoped by the dashboard's variables. */
export function correlate(question: Question): Builder<Dataquery> {
  const query: Query = {
    refId: 'A',
    queryType: 'correlate',
    version: CurrentVersion,
    filters: filtersBy(),
    ...question,
  };
  return targetOf(query);
}

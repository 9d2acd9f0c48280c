import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';

import { CurrentVersion, type Query, type QueryType } from '../../../src/shared/types.gen';

import { targetOf } from './correlate';

/** What a panel asks of an analysis; the rest of a query is the same in all of them. */
export type QuestionOf<FigureId extends string> = Pick<Query, 'by' | 'format' | 'legend' | 'top' | 'filters'> & {
  fields?: FigureId[];
  refId?: string;
};

type Asked = Pick<Query, 'filters'> & Partial<Omit<Query, 'queryType' | 'version' | 'operands'>>;

/** A query of an analysis, for a panel. */
export function target(queryType: QueryType, asked: Asked): Builder<Dataquery> {
  const query: Omit<Query, 'operands'> = { refId: 'A', queryType, version: CurrentVersion, ...asked };
  return targetOf(query);
}

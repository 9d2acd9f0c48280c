import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { type FigureId } from '../../../src/panels/tpbalance/model/figures';
import { type BalanceOptions, defaultOptions } from '../../../src/panels/tpbalance/options/options';
import { BALANCE_PANEL_ID } from '../../../src/shared/ids';
import { CurrentVersion, type Query } from '../../../src/shared/types.gen';

import { dataSource, filtersBy } from './correlate';

/** What a balance panel asks; the rest of a query is the same in all of them. */
export type BalanceQuestion = Pick<Query, 'by' | 'format' | 'legend' | 'top' | 'filters'> & {
  fields?: FigureId[];
  refId?: string;
};

// A chart of a single GPU is some two hundred pixels wide.
const MAX_DATA_POINTS = 200;

/** A balance query of the data source, scoped by the dashboard's variables. */
export function balance({ refId = 'A', ...question }: BalanceQuestion): Builder<Dataquery> {
  const query = {
    refId,
    queryType: 'balance',
    version: CurrentVersion,
    filters: filtersBy(),
    ...question,
  } satisfies Omit<Query, 'operands'>;
  return { build: () => ({ datasource: dataSource, ...query, _implementsDataqueryVariant: () => undefined }) };
}

/** The balance panel on a table of groups and, for the charts of an opened row, its GPUs over time. */
export function balancePanel(
  title: string,
  description: string,
  questions: BalanceQuestion[],
  options: Partial<BalanceOptions> = {}
): PanelBuilder {
  const panel = new PanelBuilder()
    .type(BALANCE_PANEL_ID)
    .title(title)
    .description(description)
    .datasource(dataSource)
    .maxDataPoints(MAX_DATA_POINTS)
    .options({ ...defaultOptions, ...options });
  return questions.reduce((built, question) => built.withTarget(balance(question)), panel);
}

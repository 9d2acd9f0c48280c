import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { CustomVariableBuilder, PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { BASES, BASIS_VARIABLE, basisName } from '../../../src/panels/tenantcost/model/basis';
import { type FigureId } from '../../../src/panels/tenantcost/model/figures';
import { type CostOptions, defaultOptions } from '../../../src/panels/tenantcost/options/options';
import { TENANTCOST_PANEL_ID } from '../../../src/shared/ids';
import { type Basis, CurrentVersion, type Query } from '../../../src/shared/types.gen';

import { dataSource, filtersBy } from './correlate';

/** What a cost panel asks; the rest of a query is the same in all of them. */
export type CostQuestion = Pick<Query, 'by' | 'format' | 'legend' | 'top' | 'filters'> & {
  fields?: FigureId[];
  refId?: string;
  who?: boolean;
};

const MAX_DATA_POINTS = 200;
const WHO = { label: 'tenant', op: '=', values: ['$tenant'] } as const;

/** The data source expands the variable before the query is sent. */
const basis = `$${BASIS_VARIABLE}` as Basis;

/**
 * A cost query of the data source, scoped by the dashboard's variables; by tenants too where `who` is asked for, which
 * hides rows and leaves the bill.
 */
export function cost({ refId = 'A', who = true, ...question }: CostQuestion): Builder<Dataquery> {
  const places = filtersBy(['cluster', 'llm_model', 'namespace']);
  const query = {
    refId,
    queryType: 'cost',
    version: CurrentVersion,
    basis,
    filters: who ? [...places, { ...WHO, values: [...WHO.values] }] : places,
    ...question,
  } satisfies Omit<Query, 'operands'>;
  return { build: () => ({ datasource: dataSource, ...query, _implementsDataqueryVariant: () => undefined }) };
}

/** The tenant cost panel on one query, or on several. */
export function costPanel(
  title: string,
  description: string,
  questions: CostQuestion | CostQuestion[],
  options: Partial<CostOptions> = {}
): PanelBuilder {
  const panel = new PanelBuilder()
    .type(TENANTCOST_PANEL_ID)
    .title(title)
    .description(description)
    .datasource(dataSource)
    .maxDataPoints(MAX_DATA_POINTS)
    .options({ ...defaultOptions, ...options });
  return [questions].flat().reduce((built, question) => built.withTarget(cost(question)), panel);
}

/** The basis of all bills of a dashboard, which the panels' switch sets. */
export function basisVariable(): CustomVariableBuilder {
  const [first] = BASES;
  return new CustomVariableBuilder(BASIS_VARIABLE)
    .label('Basis')
    .values(BASES.map((one) => `${basisName(one)} : ${one}`).join(','))
    .options(BASES.map((one) => ({ selected: one === first, text: basisName(one), value: one })))
    .current({ selected: true, text: basisName(first), value: first });
}

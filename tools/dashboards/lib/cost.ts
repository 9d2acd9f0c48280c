import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import { CustomVariableBuilder, type PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { BASES, BASIS_VARIABLE, basisName } from '../../../src/panels/tenantcost/model/basis';
import { type FigureId } from '../../../src/panels/tenantcost/model/figures';
import { type CostOptions, defaultOptions } from '../../../src/panels/tenantcost/options/options';
import { TENANTCOST_PANEL_ID } from '../../../src/shared/ids';
import { type Basis, type Filter } from '../../../src/shared/types.gen';

import { appPanel } from './appPanel';
import { filtersBy } from './correlate';
import { type QuestionOf, target } from './target';

/** What a cost panel asks. */
export type CostQuestion = QuestionOf<FigureId> & { who?: boolean };

const KIND = { id: TENANTCOST_PANEL_ID, maxDataPoints: 200 };
const WHO: Filter = { label: 'tenant', op: '=', values: ['$tenant'] };

/** The data source expands the variable before the query is sent. */
const basis = `$${BASIS_VARIABLE}` as Basis;

/**
 * A cost query of the data source, scoped by the dashboard's variables; by tenants too where `who` is asked for, which
 * hides rows and leaves the bill.
 */
export function cost({ who = true, ...question }: CostQuestion): Builder<Dataquery> {
  const places = filtersBy(['cluster', 'llm_model', 'namespace']);
  return target('cost', { basis, filters: who ? [...places, WHO] : places, ...question });
}

/** The tenant cost panel on one query, or on several. */
export function costPanel(
  title: string,
  description: string,
  questions: CostQuestion | CostQuestion[],
  options: Partial<CostOptions> = {}
): PanelBuilder {
  return appPanel(KIND, title, description, [questions].flat().map(cost), { ...defaultOptions, ...options });
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

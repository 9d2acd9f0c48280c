import { VIEWS } from '../../../src/panels/tenantcost/options/options';
import { costPanel, type CostQuestion } from '../lib/cost';
import { latency } from '../lib/latency';

import { type Exhibit, LARGE, SMALL, TINY } from './layout';
import { NOBODY } from './states';

const table: CostQuestion = { by: ['tenant', 'llm_model'], format: 'table' };
const questionOf = (view: string): CostQuestion => (view === 'time' ? { ...table, format: 'timeseries' } : table);

/** Views, sizes and states of the tenant cost panel. */
export const costWing = (): Exhibit[] => [
  ...VIEWS.map((view) => ({
    panel: costPanel(`Tenant cost: ${view}`, 'One of the panel’s views, by tenant and model.', questionOf(view), {
      view,
    }),
    ...LARGE,
  })),
  ...VIEWS.map((view) => ({
    panel: costPanel(`Tenant cost: ${view}, small`, 'The least room that is readable.', questionOf(view), { view }),
    ...TINY,
  })),
  {
    panel: costPanel('Tenant cost: nothing there', 'No row passes the filters.', { ...table, filters: NOBODY }),
    ...SMALL,
  },
  {
    panel: costPanel('Tenant cost: another query type', 'Frames of another query type.', []).withTarget(
      latency({ by: ['llm_model'], format: 'table', fields: ['e2e'] })
    ),
    ...SMALL,
  },
];

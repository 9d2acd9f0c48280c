import { type DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { COST_DASHBOARD_UID } from '../../../src/shared/ids';
import { base } from '../lib/base';
import { basisVariable } from '../lib/cost';
import { linksFrom } from '../lib/links';
import { labelVariable } from '../lib/variables';

import * as graphs from './graphs';
import * as panels from './panels';

/** The title is the identity of an app's dashboard for Grafana: it must not change. */
const TITLE = 'Tenant cost and capacity';

/** The bill by tenant and model, unit prices, the month, and the capacity that it pays for. */
export function costDashboard(): DashboardBuilder {
  return base(
    {
      title: TITLE,
      uid: COST_DASHBOARD_UID,
      description:
        'Who uses the GPUs and what that costs, in prompt and generated tokens; what is idle, and what nobody holds. Every row is a part of the bill.',
      tags: ['cost'],
      links: linksFrom(COST_DASHBOARD_UID, '/panels.md', 'What the rows of the bill are, and how they are computed'),
    },
    [labelVariable('tenant', 'tenant', 'Tenant', ['cluster']), basisVariable()]
  )
    .withPanel(panels.whoPays().id(1).gridPos({ x: 0, y: 0, w: 24, h: 12 }))
    .withPanel(panels.areas().id(2).gridPos({ x: 0, y: 12, w: 12, h: 11 }))
    .withPanel(panels.overTime().id(3).gridPos({ x: 12, y: 12, w: 12, h: 11 }))
    .withPanel(panels.prices().id(4).gridPos({ x: 0, y: 23, w: 12, h: 12 }))
    .withPanel(panels.month().id(5).gridPos({ x: 12, y: 23, w: 12, h: 12 }))
    .withPanel(panels.purposes().id(6).gridPos({ x: 0, y: 35, w: 12, h: 10 }))
    .withPanel(panels.capacity().id(7).gridPos({ x: 12, y: 35, w: 12, h: 10 }))
    .withPanel(graphs.gpus().id(8).gridPos({ x: 0, y: 45, w: 12, h: 8 }))
    .withPanel(graphs.tensor().id(9).gridPos({ x: 12, y: 45, w: 12, h: 8 }));
}

import { type DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { DISTRIBUTED_DASHBOARD_UID } from '../../../src/shared/ids';
import { base } from '../lib/base';
import { linksFrom } from '../lib/links';
import { labelVariable } from '../lib/variables';

import * as lines from './lines';
import * as panels from './panels';

/** The title is the identity of an app's dashboard for Grafana: it must not change. */
const TITLE = 'Distributed inference';

/** GPUs that compute together: which one the others wait for, why, and what that costs. */
export function distributedDashboard(): DashboardBuilder {
  return base(
    {
      title: TITLE,
      uid: DISTRIBUTED_DASHBOARD_UID,
      description:
        'GPUs that compute together, and wait for one another: which of them holds its group up, why, since when, and what the waiting costs.',
      tags: ['tensor-parallel', 'gpu'],
      links: linksFrom(DISTRIBUTED_DASHBOARD_UID, '/panels.md', 'What a straggler is, and how its loss is computed'),
    },
    [labelVariable('pod', 'pod', 'Pod', ['cluster', 'llm_model', 'namespace'])]
  )
    .withPanel(panels.groups().id(1).gridPos({ x: 0, y: 0, w: 24, h: 16 }))
    .withPanel(lines.spread().id(2).gridPos({ x: 0, y: 16, w: 12, h: 8 }))
    .withPanel(lines.lost().id(3).gridPos({ x: 12, y: 16, w: 12, h: 8 }))
    .withPanel(lines.throttled().id(4).gridPos({ x: 0, y: 24, w: 12, h: 8 }))
    .withPanel(lines.clock().id(5).gridPos({ x: 12, y: 24, w: 12, h: 8 }))
    .withPanel(lines.links().id(6).gridPos({ x: 0, y: 32, w: 12, h: 8 }))
    .withPanel(lines.collectives().id(7).gridPos({ x: 12, y: 32, w: 12, h: 8 }));
}

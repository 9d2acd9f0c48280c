import { type DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { KVCACHE_DASHBOARD_UID } from '../../../src/shared/ids';
import { base } from '../lib/base';
import { linksFrom } from '../lib/links';
import { labelVariable } from '../lib/variables';

import { answer } from './answers';
import * as lines from './lines';
import * as panels from './panels';

/** The title is the identity of an app's dashboard for Grafana: it must not change. */
const TITLE = 'KV cache';

/** Whether KV caches are well, what they are hit for, and what that saves. */
export function kvcacheDashboard(): DashboardBuilder {
  return base(
    {
      title: TITLE,
      uid: KVCACHE_DASHBOARD_UID,
      description:
        'Whether the KV caches are well, with the evidence for it: how full they are, what they are hit for, whether evicted blocks would have been reused, what moves between them, and what they save.',
      tags: ['kv-cache'],
      links: linksFrom(
        KVCACHE_DASHBOARD_UID,
        '/panels.md',
        'What the verdicts and figures mean, and how they are computed'
      ),
    },
    [labelVariable('pod', 'pod', 'Pod', ['cluster', 'llm_model', 'namespace'])]
  )
    .withPanel(answer().id(1).gridPos({ x: 0, y: 0, w: 24, h: 3 }))
    .withPanel(panels.health().id(2).gridPos({ x: 0, y: 3, w: 24, h: 12 }))
    .withPanel(panels.hitsByModel().id(3).gridPos({ x: 0, y: 15, w: 12, h: 8 }))
    .withPanel(panels.hitsByTenant().id(4).gridPos({ x: 12, y: 15, w: 12, h: 8 }))
    .withPanel(panels.reuse().id(5).gridPos({ x: 0, y: 23, w: 12, h: 8 }))
    .withPanel(panels.savings().id(6).gridPos({ x: 12, y: 23, w: 12, h: 8 }))
    .withPanel(panels.transfers().id(7).gridPos({ x: 0, y: 31, w: 24, h: 8 }))
    .withPanel(lines.waiting().id(8).gridPos({ x: 0, y: 39, w: 8, h: 8 }))
    .withPanel(lines.preemptions().id(9).gridPos({ x: 8, y: 39, w: 8, h: 8 }))
    .withPanel(lines.hitRatio().id(10).gridPos({ x: 16, y: 39, w: 8, h: 8 }));
}

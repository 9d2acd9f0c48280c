import { type DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { LATENCY_DASHBOARD_UID } from '../../../src/shared/ids';
import { base } from '../lib/base';
import { linksFrom } from '../lib/links';

import { answer } from './answers';
import * as lines from './lines';
import * as panels from './panels';

/** The title is the identity of an app's dashboard for Grafana: it must not change. */
const TITLE = "Latency: where a request's time goes";

/** Phases of a request over time and by model, replica and role; first token, tokens between, and the gateway's part. */
export function latencyDashboard(): DashboardBuilder {
  return base({
    title: TITLE,
    uid: LATENCY_DASHBOARD_UID,
    description:
      'Where the time of a request goes: waiting, moving its KV cache, prefill, decode, and what none of them explains.',
    tags: ['latency'],
    links: linksFrom(LATENCY_DASHBOARD_UID, '/panels.md', 'What the phases mean, and how they are computed'),
  })
    .withPanel(answer().id(1).gridPos({ x: 0, y: 0, w: 24, h: 3 }))
    .withPanel(panels.overTime().id(2).gridPos({ x: 0, y: 3, w: 14, h: 10 }))
    .withPanel(panels.byModel().id(3).gridPos({ x: 14, y: 3, w: 10, h: 10 }))
    .withPanel(panels.byReplica().id(4).gridPos({ x: 0, y: 13, w: 14, h: 10 }))
    .withPanel(panels.byRole().id(5).gridPos({ x: 14, y: 13, w: 10, h: 10 }))
    .withPanel(panels.firstToken().id(9).gridPos({ x: 0, y: 23, w: 24, h: 12 }))
    .withPanel(lines.firstToken().id(6).gridPos({ x: 0, y: 35, w: 8, h: 8 }))
    .withPanel(lines.betweenTokens().id(7).gridPos({ x: 8, y: 35, w: 8, h: 8 }))
    .withPanel(lines.gatewayGap().id(8).gridPos({ x: 16, y: 35, w: 8, h: 8 }));
}

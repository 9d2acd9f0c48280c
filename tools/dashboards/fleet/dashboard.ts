import { type DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { APP_ID, FLEET_DASHBOARD_UID } from '../../../src/shared/ids';
import { base } from '../lib/base';
import { link } from '../lib/link';
import { linksFrom } from '../lib/links';
import { labelVariable } from '../lib/variables';

import { bill, throughput } from './answers';
import * as graphs from './graphs';
import { joined } from './joined';

/** The title is the identity of an app's dashboard for Grafana: it must not change. */
const TITLE = 'Fleet: silicon to tokens';

const links = [
  link({
    title: 'Tokenpath Home',
    url: `/a/${APP_ID}/home`,
    icon: 'info',
    tooltip: 'What is connected, and how much of it matches',
  }),
  ...linksFrom(FLEET_DASHBOARD_UID, '', 'How the figures are made'),
];

/** Engine, GPU and cost series of a fleet, joined by replica: the answer, the pictures, the table. */
export function fleet(): DashboardBuilder {
  return base(
    {
      title: TITLE,
      uid: FLEET_DASHBOARD_UID,
      description:
        'What the fleet makes, how hard its silicon works for it, and what that costs. GPU, engine and cost series are joined on the GPU and the time window.',
      tags: ['gpu'],
      links,
    },
    [labelVariable('pod', 'pod', 'Pod', ['cluster', 'llm_model', 'namespace'])]
  )
    .withPanel(throughput().id(1).gridPos({ x: 0, y: 0, w: 10, h: 6 }))
    .withPanel(bill().id(2).gridPos({ x: 10, y: 0, w: 14, h: 6 }))
    .withPanel(graphs.tokens().id(3).gridPos({ x: 0, y: 6, w: 12, h: 8 }))
    .withPanel(graphs.tensor().id(4).gridPos({ x: 12, y: 6, w: 12, h: 8 }))
    .withPanel(joined().id(5).gridPos({ x: 0, y: 14, w: 24, h: 9 }))
    .withPanel(graphs.tokensPerGpu().id(6).gridPos({ x: 0, y: 23, w: 12, h: 8 }))
    .withPanel(graphs.kvCache().id(7).gridPos({ x: 12, y: 23, w: 12, h: 8 }))
    .withPanel(graphs.costPerHour().id(8).gridPos({ x: 0, y: 31, w: 8, h: 8 }))
    .withPanel(graphs.pricePerToken().id(9).gridPos({ x: 8, y: 31, w: 8, h: 8 }))
    .withPanel(graphs.power().id(10).gridPos({ x: 16, y: 31, w: 8, h: 8 }));
}

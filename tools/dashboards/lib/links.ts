import { type Builder } from '@grafana/grafana-foundation-sdk/cog';
import { type DashboardLink } from '@grafana/grafana-foundation-sdk/dashboard';

import {
  COST_DASHBOARD_UID,
  DISTRIBUTED_DASHBOARD_UID,
  DOCS_URL,
  FLEET_DASHBOARD_UID,
  GALLERY_DASHBOARD_UID,
  KVCACHE_DASHBOARD_UID,
  LATENCY_DASHBOARD_UID,
} from '../../../src/shared/ids';

import { link } from './link';

/** The app's dashboards, in the order of the links above each of them. */
const dashboards = [
  {
    title: 'Fleet',
    uid: FLEET_DASHBOARD_UID,
    icon: 'apps',
    tells: 'What the fleet makes, and what that costs',
  },
  {
    title: 'Latency',
    uid: LATENCY_DASHBOARD_UID,
    icon: 'clock-nine',
    tells: 'Where the time of a request goes',
  },
  {
    title: 'KV cache',
    uid: KVCACHE_DASHBOARD_UID,
    icon: 'database',
    tells: 'Whether the KV caches are well',
  },
  {
    title: 'Tenant cost',
    uid: COST_DASHBOARD_UID,
    icon: 'dollar-alt',
    tells: 'Who pays for the GPUs, and what is idle',
  },
  {
    title: 'Distributed',
    uid: DISTRIBUTED_DASHBOARD_UID,
    icon: 'layer-group',
    tells: 'Which GPU its group waits for',
  },
  {
    title: 'Panel gallery',
    uid: GALLERY_DASHBOARD_UID,
    icon: 'gf-grid',
    tells: 'Every view of the panels',
  },
] as const;

/** The uids of the app's dashboards, all of which lead to each other. */
export const LINKED: readonly string[] = dashboards.map(({ uid }) => uid);

/** The links of a dashboard: all other ones, with the same variables and time, then a page of the documentation. */
export function linksFrom(own: string, page: string, tooltip: string): Array<Builder<DashboardLink>> {
  return [
    ...dashboards
      .filter(({ uid }) => uid !== own)
      .map(({ title, uid, icon, tells }) =>
        link({ title, url: `/d/${uid}`, icon, tooltip: `${tells}, with the same variables and time`, keep: true })
      ),
    link({ title: 'Documentation', url: `${DOCS_URL}${page}`, icon: 'doc', tooltip, newTab: true }),
  ];
}

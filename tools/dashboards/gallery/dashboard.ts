import { type DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

import { GALLERY_DASHBOARD_UID } from '../../../src/shared/ids';
import { base } from '../lib/base';
import { basisVariable } from '../lib/cost';
import { linksFrom } from '../lib/links';
import { labelVariable } from '../lib/variables';

import { balanceWing } from './balance';
import { costWing } from './cost';
import { kvcacheWing } from './kvcache';
import { latencyWing } from './latency';
import { place } from './layout';

/** The title is the identity of an app's dashboard for Grafana: it must not change. */
const TITLE = 'Panel gallery';

/** Every view of the app's panels, their smallest size, and what they say where they have nothing to draw. */
export function gallery(): DashboardBuilder {
  const dashboard = base(
    {
      title: TITLE,
      uid: GALLERY_DASHBOARD_UID,
      description: 'Every view and state of the app’s panels, to choose from and to copy.',
      tags: ['gallery'],
      links: linksFrom(GALLERY_DASHBOARD_UID, '/panels.md', 'What the panels show, and how it is computed'),
    },
    [
      labelVariable('pod', 'pod', 'Pod', ['cluster', 'llm_model', 'namespace']),
      labelVariable('tenant', 'tenant', 'Tenant', ['cluster']),
      basisVariable(),
    ]
  );
  // Some forty panels at once: a short range, and no refresh by itself.
  dashboard.time({ from: 'now-1h', to: 'now' }).refresh('');
  return place([latencyWing(), kvcacheWing(), balanceWing(), costWing()]).reduce(
    (built, panel) => built.withPanel(panel),
    dashboard
  );
}

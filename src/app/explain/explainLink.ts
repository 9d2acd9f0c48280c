import {
  dateTime,
  type PluginExtensionAddedLinkConfig,
  type PluginExtensionPanelContext,
  type RawTimeRange,
} from '@grafana/data';

import {
  COST_DASHBOARD_UID,
  DATASOURCE_TYPE,
  DISTRIBUTED_DASHBOARD_UID,
  FLEET_DASHBOARD_UID,
  KVCACHE_DASHBOARD_UID,
  LATENCY_DASHBOARD_UID,
} from '../../shared/ids';

/** As src/plugin.json declares it: Grafana takes a link only where both are the same. */
export const EXPLAIN_TITLE = 'Explain this window';
export const EXPLAIN_DESCRIPTION = 'Opens the dashboard that explains the panel’s figures, at the panel’s time range';
/** Grafana's extension point of a panel's menu. */
export const PANEL_MENU = 'grafana/dashboard/panel/menu';

// The dashboard that explains a query type, and the one that goes on from there.
const dashboards: Partial<Record<string, [string, string]>> = {
  latency: [LATENCY_DASHBOARD_UID, KVCACHE_DASHBOARD_UID],
  kvcache: [KVCACHE_DASHBOARD_UID, LATENCY_DASHBOARD_UID],
  balance: [DISTRIBUTED_DASHBOARD_UID, LATENCY_DASHBOARD_UID],
  cost: [COST_DASHBOARD_UID, FLEET_DASHBOARD_UID],
};
const others: [string, string] = [FLEET_DASHBOARD_UID, LATENCY_DASHBOARD_UID];

type Context = Pick<PluginExtensionPanelContext, 'timeRange' | 'targets' | 'dashboard'>;

const instant = (value: RawTimeRange['from']): string =>
  typeof value === 'string' ? value : String(dateTime(value).valueOf());

/**
 * Where a panel's window is explained: the dashboard of its query type, or, there, the one that goes on from it. It takes
 * the time range, the data source and the dashboard's variables along. Undefined for a panel of another data source.
 */
export function explainPath(context: Context | undefined, search: string): string | undefined {
  const target = context?.targets.find(({ datasource }) => datasource?.type === DATASOURCE_TYPE);
  if (!context || !target) {
    return undefined;
  }
  const { queryType = '' } = target;
  const [first, next] = dashboards[queryType] ?? others;
  const uid = context.dashboard.uid === first ? next : first;
  const kept = new URLSearchParams([...new URLSearchParams(search)].filter(([name]) => name.startsWith('var-')));
  kept.set('from', instant(context.timeRange.from));
  kept.set('to', instant(context.timeRange.to));
  if (!kept.has('var-datasource') && target.datasource?.uid) {
    kept.set('var-datasource', target.datasource.uid);
  }
  return `/d/${uid}?${kept.toString()}`;
}

/** The entry in the menu of panels that ask this app's data source. `open` leads to a path of Grafana's. */
export const explainLink = (
  open: (path: string) => void,
  search: () => string
): PluginExtensionAddedLinkConfig<PluginExtensionPanelContext> => ({
  title: EXPLAIN_TITLE,
  description: EXPLAIN_DESCRIPTION,
  targets: PANEL_MENU,
  icon: 'compass',
  configure: (context) => (explainPath(context, '') ? {} : undefined),
  onClick: (_event, { context }) => {
    const path = explainPath(context, search());
    if (path) {
      open(path);
    }
  },
});

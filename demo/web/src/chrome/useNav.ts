import { getBackendSrv } from '@grafana/runtime';
import type { FoundDashboard } from '../dashboard/links';
import { APP_ID } from './ids';
import { navItems } from './navItems';
import type { NavItem } from './navItems';
import { pluginSettings } from './pluginSettings';
import { usePromise } from './usePromise';

/** The dashboards that the host serves. */
export function findDashboards(): Promise<FoundDashboard[]> {
  return getBackendSrv().get<FoundDashboard[]>('/api/search', { type: 'dash-db' });
}

async function load(): Promise<NavItem[]> {
  const [settings, dashboards] = await Promise.all([
    pluginSettings(APP_ID).catch(() => undefined),
    findDashboards().catch(() => []),
  ]);
  return navItems(settings?.includes ?? [], dashboards);
}

/** The navigation's entries; the fixed ones while the others are being asked for. */
export function useNav(): NavItem[] {
  const loaded = usePromise(load, 'nav');
  return loaded.state === 'done' ? loaded.value : navItems([], []);
}

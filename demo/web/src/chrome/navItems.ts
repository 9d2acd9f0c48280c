import { PluginIncludeType } from '@grafana/data';
import type { IconName, PluginInclude } from '@grafana/data';
import type { FoundDashboard } from '../dashboard/links';
import { APP_ID, APP_ROOT } from './ids';

/** An entry of the navigation. */
export interface NavItem {
  text: string;
  url: string;
  icon: IconName;
}

function appPage(include: PluginInclude): NavItem {
  const icon: IconName = include.defaultNav ? 'home-alt' : 'layer-group';
  return { text: include.name, url: (include.path ?? APP_ROOT).replace('%PLUGIN_ID%', APP_ID), icon };
}

function dashboardItem({ title, uid, url }: FoundDashboard): NavItem {
  return { text: title, url: url || `/d/${uid}`, icon: 'apps' };
}

/** The navigation: the app's pages, the dashboards, and what Grafana itself would bring. */
export function navItems(includes: PluginInclude[], dashboards: FoundDashboard[]): NavItem[] {
  const pages = includes.filter((include) => include.type === PluginIncludeType.page && include.addToNav);
  const home: NavItem = { text: 'Home', url: APP_ROOT, icon: 'home-alt' };
  return [
    ...(pages.length > 0 ? pages.map(appPage) : [home]),
    ...dashboards.map(dashboardItem),
    { text: 'Explore', url: '/explore', icon: 'compass' },
    { text: 'Data sources', url: '/connections/datasources', icon: 'database' },
  ];
}

/** The entry that the path belongs to: the longest address that it starts with. */
export function activeUrl(items: NavItem[], path: string): string | undefined {
  const matches = items.filter(({ url }) => path === url || path.startsWith(`${url}/`));
  return matches.sort((a, b) => b.url.length - a.url.length)[0]?.url;
}

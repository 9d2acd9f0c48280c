import type { DashboardLinkJson } from './model';

/** A dashboard as the search lists it. */
export interface FoundDashboard {
  uid: string;
  title: string;
  url: string;
  tags?: string[];
}

/** A link ready to draw, before variables in it are filled in. */
export interface ResolvedLink {
  title: string;
  url: string;
  tooltip?: string;
  icon?: string;
  targetBlank: boolean;
}

function withParams(url: string, link: DashboardLinkJson): string {
  const params = [
    ...(link.keepTime ? ['${__url_time_range}'] : []),
    ...(link.includeVars ? ['${__all_variables}'] : []),
  ];
  if (params.length === 0) {
    return url;
  }
  return `${url}${url.includes('?') ? '&' : '?'}${params.join('&')}`;
}

function hasTags(dashboard: FoundDashboard, tags: string[]): boolean {
  return tags.every((tag) => dashboard.tags?.includes(tag));
}

/** The links that a dashboard's link stands for: itself, or one a dashboard that has all of its tags. */
export function resolveLink(link: DashboardLinkJson, dashboards: FoundDashboard[], ownUid: string): ResolvedLink[] {
  const shared = { tooltip: link.tooltip, targetBlank: link.targetBlank ?? false };
  if (link.type === 'link') {
    return [{ ...shared, title: link.title, icon: link.icon, url: withParams(link.url ?? '', link) }];
  }
  return dashboards
    .filter((dashboard) => dashboard.uid !== ownUid && hasTags(dashboard, link.tags ?? []))
    .map(({ title, url }) => ({ ...shared, title, icon: 'apps', url: withParams(url, link) }));
}

import { locationUtil } from '@grafana/data';

import { FLEET_DASHBOARD_UID } from '../../shared/ids';

import { pagePath, ROUTES } from '../routes';

/** Where a data source is configured. */
export function configPath(uid: string): string {
  return `/connections/datasources/edit/${encodeURIComponent(uid)}`;
}

/** The fleet dashboard on a data source, as a whole link. */
export function dashboardHref(uid: string): string {
  return locationUtil.assureBaseUrl(`/d/${FLEET_DASHBOARD_UID}?var-datasource=${encodeURIComponent(uid)}`);
}

/** The doctor's report of a data source, as a path of the app. */
export function doctorPath(uid: string): string {
  return `${pagePath(ROUTES.doctor)}?var-datasource=${encodeURIComponent(uid)}`;
}

/** A path inside Grafana as a whole link. */
export function grafanaHref(path: string): string {
  return locationUtil.assureBaseUrl(path);
}

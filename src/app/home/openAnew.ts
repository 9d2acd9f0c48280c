import { locationUtil } from '@grafana/data';

/**
 * Opens a page of this Grafana by loading it. Grafana's list of data sources is read with the page, so that a data
 * source made a moment ago is only known to a page that is loaded after it.
 */
export function openAnew(path: string): void {
  window.location.assign(locationUtil.assureBaseUrl(path));
}

import { APP_ID, DATASOURCE_TYPE } from '../shared/ids';

/**
 * Where the chunks of this plugin are. They are emitted beside the app's, while this module is served from a folder of its
 * own: Grafana names that folder after the data source, the build nests it in the app's.
 */
export function chunkFolder(moduleFolder: string): string {
  const nested = new RegExp(`(?:${DATASOURCE_TYPE}|${APP_ID}/datasource)/$`);
  return moduleFolder.replace(nested, `${APP_ID}/`);
}

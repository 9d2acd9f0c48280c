import { type DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';

import { DATASOURCE_TYPE } from '../../shared/ids';

/** The Tokenpath data sources that the user may query, the default one first. */
export function connectedSources(): DataSourceInstanceSettings[] {
  return getDataSourceSrv()
    .getList({ type: DATASOURCE_TYPE })
    .filter((source) => source.type === DATASOURCE_TYPE)
    .sort((a, b) => Number(b.isDefault ?? false) - Number(a.isDefault ?? false) || a.name.localeCompare(b.name));
}

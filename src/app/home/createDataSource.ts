import { getBackendSrv, getDataSourceSrv } from '@grafana/runtime';

import { DATASOURCE_TYPE } from '../../shared/ids';

/** A name that no data source has yet: the wish itself, or the wish with a number. */
export function freeName(wish: string, taken: string[]): string {
  let number = 1;
  while (taken.includes(number === 1 ? wish : `${wish} ${number}`)) {
    number += 1;
  }
  return number === 1 ? wish : `${wish} ${number}`;
}

interface Created {
  datasource: { uid: string };
}

/** Creates a Tokenpath data source without a URL and gives its uid. Fails where the user may not create one. */
export async function createDataSource(): Promise<string> {
  const taken = getDataSourceSrv()
    .getList({ all: true })
    .map((source) => source.name);
  const body = { name: freeName('Tokenpath', taken), type: DATASOURCE_TYPE, access: 'proxy', jsonData: {} };
  const created = await getBackendSrv().post<Created>('/api/datasources', body, { showErrorAlert: false });
  return created.datasource.uid;
}

import { AppEvents } from '@grafana/data';
import { getAppEvents, getBackendSrv, getDataSourceSrv, locationService } from '@grafana/runtime';
import { Card } from '@grafana/ui';
import { useState } from 'react';
import { DATA_SOURCE_TYPE } from '../chrome/ids';
import { Page } from '../chrome/Page';
import { messageOf } from '../chrome/usePromise';
import { freeName } from './freeName';

interface Created {
  datasource?: { uid: string };
  uid?: string;
}

async function create(): Promise<void> {
  const taken = getDataSourceSrv()
    .getList({ all: true })
    .map((item) => item.name);
  const created = await getBackendSrv().post<Created>('/api/datasources', {
    name: freeName('Tokenpath', taken),
    type: DATA_SOURCE_TYPE,
    access: 'proxy',
    url: '',
    isDefault: false,
    jsonData: {},
  });
  await getDataSourceSrv().reload();
  locationService.push(`/connections/datasources/edit/${created.datasource?.uid ?? created.uid}`);
}

/** Adds a data source of the plugin and opens its settings: /connections/datasources/new. */
export function NewDataSourcePage() {
  const [busy, setBusy] = useState(false);
  const add = () => {
    setBusy(true);
    create().catch((cause: unknown) => {
      setBusy(false);
      const payload = ['Could not add the data source', messageOf(cause)];
      getAppEvents().publish({ type: AppEvents.alertError.name, payload });
    });
  };
  return (
    <Page title="Add data source" subTitle="Choose a data source type">
      <Card onClick={add} disabled={busy} noMargin={false} data-testid="data-testid add-data-source">
        <Card.Heading>Tokenpath</Card.Heading>
        <Card.Description>Joins GPU, inference engine and cost series on GPU and time window.</Card.Description>
      </Card>
    </Page>
  );
}

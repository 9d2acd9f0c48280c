import type { DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { Badge, Card, LinkButton } from '@grafana/ui';
import { DATA_SOURCE_TYPE } from '../chrome/ids';
import { Page } from '../chrome/Page';
import { PageState } from '../chrome/PageState';
import { usePromise } from '../chrome/usePromise';

function DataSourceCard({ source }: { source: DataSourceInstanceSettings }) {
  const { uid, name, type, isDefault, meta } = source;
  const own = type === DATA_SOURCE_TYPE;
  return (
    <Card href={own ? `/connections/datasources/edit/${uid}` : undefined} disabled={!own} noMargin={false}>
      <Card.Heading>{name}</Card.Heading>
      <Card.Meta>{[meta?.name || type, uid]}</Card.Meta>
      <Card.Tags>
        {isDefault && <Badge text="default" color="blue" />}
        {!own && <Badge text="Not available in the preview" color="orange" />}
      </Card.Tags>
    </Card>
  );
}

/** What the host has now: the app may have added one since the page was loaded. */
async function load(): Promise<DataSourceInstanceSettings[]> {
  await getDataSourceSrv().reload();
  return getDataSourceSrv().getList({ all: true });
}

/** The configured data sources: /connections/datasources. */
export function DataSourcesPage() {
  const loaded = usePromise(load, 'data sources');
  const add = (
    <LinkButton icon="plus" href="/connections/datasources/new">
      Add new data source
    </LinkButton>
  );
  return (
    <Page title="Data sources" actions={add}>
      <PageState loaded={loaded} what="the data sources">
        {(list) => list.map((source) => <DataSourceCard key={source.uid} source={source} />)}
      </PageState>
    </Page>
  );
}

import { getDataSourceSrv } from '@grafana/runtime';
import { Badge, Card, LinkButton } from '@grafana/ui';
import { DATA_SOURCE_TYPE } from '../chrome/ids';
import { Page } from '../chrome/Page';

/** The configured data sources: /connections/datasources. */
export function DataSourcesPage() {
  const list = getDataSourceSrv().getList({ all: true });
  const add = (
    <LinkButton icon="plus" href="/connections/datasources/new">
      Add new data source
    </LinkButton>
  );
  return (
    <Page title="Data sources" actions={add}>
      {list.map(({ uid, name, type, url, isDefault, meta }) => {
        const own = type === DATA_SOURCE_TYPE;
        return (
          <Card key={uid} href={own ? `/connections/datasources/edit/${uid}` : undefined} disabled={!own} noMargin={false}>
            <Card.Heading>{name}</Card.Heading>
            <Card.Meta>{[meta?.name || type, url].filter(Boolean)}</Card.Meta>
            <Card.Tags>
              {isDefault && <Badge text="default" color="blue" />}
              {!own && <Badge text="Not available in the preview" color="orange" />}
            </Card.Tags>
          </Card>
        );
      })}
    </Page>
  );
}

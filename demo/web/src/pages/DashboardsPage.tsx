import { Card, EmptyState } from '@grafana/ui';
import { Page } from '../chrome/Page';
import { PageState } from '../chrome/PageState';
import { findDashboards } from '../chrome/useNav';
import { usePromise } from '../chrome/usePromise';

/** The dashboards that the host serves: /dashboards. */
export function DashboardsPage() {
  const loaded = usePromise(findDashboards, 'dashboards');
  return (
    <Page title="Dashboards">
      <PageState loaded={loaded} what="the dashboards">
        {(list) =>
          list.length === 0 ? (
            <EmptyState variant="not-found" message="The host serves no dashboard" />
          ) : (
            list.map(({ uid, title, url }) => (
              <Card key={uid} href={url || `/d/${uid}`} noMargin={false}>
                <Card.Heading>{title}</Card.Heading>
              </Card>
            ))
          )
        }
      </PageState>
    </Page>
  );
}

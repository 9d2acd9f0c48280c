import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';
import { UrlSyncContextProvider } from '@grafana/scenes';
import { Text, useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';
import { useParams } from 'react-router-dom';
import { PageState } from '../chrome/PageState';
import { findDashboards } from '../chrome/useNav';
import { usePromise } from '../chrome/usePromise';
import type { FoundDashboard } from '../dashboard/links';
import type { DashboardJson } from '../dashboard/model';
import { toScene } from '../dashboard/toScene';

interface LoadedDashboard {
  dashboard: DashboardJson;
  others: FoundDashboard[];
}

async function load(uid: string): Promise<LoadedDashboard> {
  const [answer, others] = await Promise.all([
    getBackendSrv().get<{ dashboard: DashboardJson }>(`/api/dashboards/uid/${encodeURIComponent(uid)}`),
    findDashboards().catch(() => []),
  ]);
  return { dashboard: answer.dashboard, others };
}

function Dashboard({ dashboard, others }: LoadedDashboard) {
  const styles = useStyles2(getStyles);
  const scene = useMemo(() => toScene(dashboard, others), [dashboard, others]);
  return (
    <div className={styles.page} data-testid="data-testid dashboard">
      <Text element="h1" variant="h4">
        {dashboard.title}
      </Text>
      <UrlSyncContextProvider scene={scene} updateUrlOnInit={true} createBrowserHistorySteps={true}>
        <scene.Component model={scene} />
      </UrlSyncContextProvider>
    </div>
  );
}

/** A dashboard from its JSON: /d/:uid. */
export function DashboardPage() {
  const { uid = '' } = useParams();
  const loaded = usePromise(() => load(uid), uid);
  return (
    <PageState loaded={loaded} what="the dashboard">
      {(value) => <Dashboard key={uid} {...value} />}
    </PageState>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    flexGrow: 1,
    padding: theme.spacing(1, 2, 2),
  }),
});

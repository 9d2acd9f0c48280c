import { getBackendSrv } from '@grafana/runtime';
import { UrlSyncContextProvider } from '@grafana/scenes';
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
  const scene = useMemo(() => toScene(dashboard, others), [dashboard, others]);
  return (
    <UrlSyncContextProvider scene={scene} updateUrlOnInit={true} createBrowserHistorySteps={true}>
      <scene.Component model={scene} />
    </UrlSyncContextProvider>
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

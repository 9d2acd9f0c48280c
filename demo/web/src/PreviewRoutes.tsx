import { EmptyState } from '@grafana/ui';
import { Navigate, Route, Routes } from 'react-router-dom';
import { APP_ROOT } from './chrome/ids';
import { Page } from './chrome/Page';
import { ExplorePage } from './explore/ExplorePage';
import { AppPage } from './pages/AppPage';
import { DashboardPage } from './pages/DashboardPage';
import { DashboardsPage } from './pages/DashboardsPage';
import { DataSourcesPage } from './pages/DataSourcesPage';
import { EditDataSourcePage } from './pages/EditDataSourcePage';
import { NewDataSourcePage } from './pages/NewDataSourcePage';

function NotFound() {
  return (
    <Page>
      <EmptyState variant="not-found" message="The preview has no such page" />
    </Page>
  );
}

/** The pages, under the addresses they have in Grafana. */
export function PreviewRoutes() {
  return (
    <Routes>
      <Route path="/" element={<Navigate to={APP_ROOT} replace />} />
      <Route path={`${APP_ROOT}/*`} element={<AppPage />} />
      <Route path="/d/:uid" element={<DashboardPage />} />
      <Route path="/d/:uid/:slug" element={<DashboardPage />} />
      <Route path="/dashboards" element={<DashboardsPage />} />
      <Route path="/explore" element={<ExplorePage />} />
      <Route path="/connections/datasources" element={<DataSourcesPage />} />
      <Route path="/connections/datasources/edit/:uid" element={<EditDataSourcePage />} />
      <Route path="/connections/datasources/:type" element={<NewDataSourcePage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}

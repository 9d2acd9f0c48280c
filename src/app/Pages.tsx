import { SceneApp, useSceneApp } from '@grafana/scenes';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';

import { homePage } from './home/homePage';
import { pagePath, ROUTES } from './routes';

const createApp = () => new SceneApp({ pages: [homePage()], name: 'tokenpath' });

const DoctorApp = lazy(() => import('./doctor/DoctorApp'));

/** The app's pages; any other path of the app leads to Home. */
export function Pages() {
  const app = useSceneApp(createApp);
  return (
    <Suspense fallback={<LoadingPlaceholder text="Loading Tokenpath…" />}>
      <Routes>
        <Route path={`${ROUTES.home}/*`} element={<app.Component model={app} />} />
        <Route path={`${ROUTES.doctor}/*`} element={<DoctorApp />} />
        <Route path="*" element={<Navigate to={pagePath(ROUTES.home)} replace />} />
      </Routes>
    </Suspense>
  );
}

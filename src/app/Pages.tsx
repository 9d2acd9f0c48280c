import { SceneApp, useSceneApp } from '@grafana/scenes';
import React from 'react';
import { Navigate, Route, Routes } from 'react-router-dom';

import { homePage } from './home/homePage';
import { pagePath, ROUTES } from './routes';

const createApp = () => new SceneApp({ pages: [homePage()], name: 'tokenpath' });

/** The app's pages; any other path of the app leads to Home. */
export function Pages() {
  const app = useSceneApp(createApp);
  return (
    <Routes>
      <Route path={`${ROUTES.home}/*`} element={<app.Component model={app} />} />
      <Route path="*" element={<Navigate to={pagePath(ROUTES.home)} replace />} />
    </Routes>
  );
}

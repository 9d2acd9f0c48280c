import { AppPlugin } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense } from 'react';

// Everything behind the registration is loaded when the app is opened: this module loads with Grafana itself.
const LazyApp = lazy(() => import('./app/App'));

const App = () => (
  <Suspense fallback={<LoadingPlaceholder text="Loading Tokenpath…" />}>
    <LazyApp />
  </Suspense>
);

export const plugin = new AppPlugin().setRootPage(App);

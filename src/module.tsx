import { AppPlugin, type PluginExtensionPanelContext } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense } from 'react';

import { explainLink } from './app/explain/explainLink';

// Everything behind the registration is loaded when the app is opened: this module loads with Grafana itself.
const LazyApp = lazy(() => import('./app/App'));

const App = () => (
  <Suspense fallback={<LoadingPlaceholder text="Loading Tokenpath…" />}>
    <LazyApp />
  </Suspense>
);

const explain = explainLink(
  (path) => locationService.push(path),
  () => locationService.getLocation().search
);

export const plugin = new AppPlugin().setRootPage(App).addLink<PluginExtensionPanelContext>(explain);

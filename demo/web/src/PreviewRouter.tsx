import { locationService, LocationServiceProvider } from '@grafana/runtime';
import { useLayoutEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Router } from 'react-router-dom';

/** react-router on the history of Grafana's location service, which scenes and plugins push to. */
export function PreviewRouter({ children }: { children: ReactNode }) {
  const history = locationService.getHistory();
  const [location, setLocation] = useState(history.location);
  useLayoutEffect(() => history.listen((next) => setLocation(next)), [history]);
  return (
    <LocationServiceProvider service={locationService}>
      <Router location={location} navigationType={history.action as never} navigator={history}>
        {children}
      </Router>
    </LocationServiceProvider>
  );
}

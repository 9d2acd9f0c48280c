import { locationService, LocationServiceProvider } from '@grafana/runtime';
import { useEffect, useLayoutEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { NavigationType, Router } from 'react-router-dom';
import { interceptLinks } from './chrome/interceptLinks';

const TYPES = { POP: NavigationType.Pop, PUSH: NavigationType.Push, REPLACE: NavigationType.Replace };

/** react-router on the history of Grafana's location service, which scenes and plugins push to. */
export function PreviewRouter({ children }: { children: ReactNode }) {
  const history = locationService.getHistory();
  const [location, setLocation] = useState(history.location);
  useLayoutEffect(() => history.listen((next) => setLocation(next)), [history]);
  useEffect(interceptLinks, []);
  return (
    <LocationServiceProvider service={locationService}>
      <Router location={location} navigationType={TYPES[history.action]} navigator={history}>
        {children}
      </Router>
    </LocationServiceProvider>
  );
}

import { DataSourceTestFailed, DataSourceTestSucceeded } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { useEffect, useState } from 'react';

import { fetchHealth, type Health } from '../../../../shared/health/health';

/**
 * What the last press on "Save & test" found. Grafana shows one sentence of it and tells the editor only that there was a
 * test, so the facts are asked for once more.
 */
export function useTestResult(uid: string): Health | undefined {
  const [health, setHealth] = useState<Health>();
  useEffect(() => {
    let asked = 0;
    const ask = () => {
      const mine = ++asked;
      void fetchHealth(uid).then((found) => mine === asked && setHealth(found));
    };
    const events = getAppEvents();
    const subscriptions = [DataSourceTestSucceeded, DataSourceTestFailed].map((event) => events.subscribe(event, ask));
    return () => {
      asked = Infinity;
      subscriptions.forEach((subscription) => subscription.unsubscribe());
    };
  }, [uid]);
  return health;
}

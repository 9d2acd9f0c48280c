import { getDefaultTimeRange, type TimeRange } from '@grafana/data';
import { useEffect, useState } from 'react';

import { type TokenpathDataSource } from '../../datasource';
import { type Presence } from '../../model/signalChoices';
import { presenceRange } from '../../resources/presence';

/**
 * Which signals are here in a time range. Nothing waits for it: until it is known, and where it cannot be, all signals
 * are offered alike.
 */
export function usePresence(datasource: TokenpathDataSource, range: TimeRange | undefined): Presence {
  const [presence, setPresence] = useState<Presence>();
  const { from, to } = presenceRange(range ?? getDefaultTimeRange());

  useEffect(() => {
    let current = true;
    datasource.getPresence({ from, to }).then(
      (answer) => current && setPresence(answer.present),
      () => current && setPresence(undefined)
    );
    return () => {
      current = false;
    };
  }, [datasource, from, to]);

  return presence;
}

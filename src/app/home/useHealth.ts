import { useCallback, useEffect, useState } from 'react';

import { fetchHealth, type Health } from '../../shared/health/health';

interface HealthState {
  /** The last answer; kept while a new one is on its way. */
  health?: Health;
  checking: boolean;
  check: () => void;
}

/** The health of a data source, checked when it is first shown and again on demand. */
export function useHealth(uid: string): HealthState {
  const [health, setHealth] = useState<Health>();
  const [asked, setAsked] = useState(0);
  const [answered, setAnswered] = useState(-1);

  useEffect(() => {
    let current = true;
    fetchHealth(uid).then((next) => {
      if (current) {
        setHealth(next);
        setAnswered(asked);
      }
    });
    return () => {
      current = false;
    };
  }, [uid, asked]);

  return { health, checking: answered !== asked, check: useCallback(() => setAsked((count) => count + 1), []) };
}

import { useEffect, useState } from 'react';

import { type SignalsResponse } from '../../../shared/types.gen';
import { type TokenpathDataSource } from '../../datasource';
import { reasonOf } from '../../model/reason';

/** The catalog as the editor needs it. */
export interface Signals extends SignalsResponse {
  loading: boolean;
  /** Why the catalog could not be read, in words. */
  error?: string;
}

const nothing: Signals = { signals: [], labels: [], loading: true };

/** Asks the backend which signals and labels there are. */
export function useSignals(datasource: TokenpathDataSource): Signals {
  const [state, setState] = useState<Signals>(nothing);

  useEffect(() => {
    let current = true;
    datasource.getSignals().then(
      ({ signals, labels }) => current && setState({ signals: signals ?? [], labels: labels ?? [], loading: false }),
      (error: unknown) => current && setState({ ...nothing, loading: false, error: reasonOf(error) })
    );
    return () => {
      current = false;
    };
  }, [datasource]);

  return state;
}

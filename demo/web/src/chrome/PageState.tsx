import { Alert, LoadingPlaceholder } from '@grafana/ui';
import type { ReactNode } from 'react';
import type { Loaded } from './usePromise';

interface Props<T> {
  loaded: Loaded<T>;
  /** What was being loaded, for the message. */
  what: string;
  children: (value: T) => ReactNode;
}

/** Shows what was loaded, or that it is loading, or why it could not be loaded. */
export function PageState<T>({ loaded, what, children }: Props<T>) {
  if (loaded.state === 'loading') {
    return <LoadingPlaceholder text={`Loading ${what}…`} />;
  }
  if (loaded.state === 'failed') {
    return (
      <Alert title={`Could not load ${what}`} severity="error">
        {loaded.message}
      </Alert>
    );
  }
  return <>{children(loaded.value)}</>;
}

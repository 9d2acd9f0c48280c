import { useEffect, useRef, useState } from 'react';

/** Where a load stands. */
export type Loaded<T> = { state: 'loading' } | { state: 'done'; value: T } | { state: 'failed'; message: string };

/** The words of a rejection: an Error's, a fetch error's, or its text. */
export function messageOf(cause: unknown): string {
  if (typeof cause === 'object' && cause !== null) {
    const { data, message } = cause as { data?: { message?: unknown }; message?: unknown };
    return String(data?.message ?? message ?? JSON.stringify(cause));
  }
  return String(cause);
}

/** Loads something when `key` changes and says how far it is. A late answer for a former key is dropped. */
export function usePromise<T>(load: () => Promise<T>, key: string): Loaded<T> {
  const [result, setResult] = useState<{ key: string; loaded: Loaded<T> }>({ key, loaded: { state: 'loading' } });
  // `key` stands for all that `load` depends on, so a new function alone is no reason to load again.
  const latest = useRef(load);
  useEffect(() => {
    latest.current = load;
  });
  useEffect(() => {
    let current = true;
    const settle = (loaded: Loaded<T>) => current && setResult({ key, loaded });
    settle({ state: 'loading' });
    latest.current().then(
      (value) => settle({ state: 'done', value }),
      (cause: unknown) => settle({ state: 'failed', message: messageOf(cause) })
    );
    return () => {
      current = false;
    };
  }, [key]);
  return result.key === key ? result.loaded : { state: 'loading' };
}

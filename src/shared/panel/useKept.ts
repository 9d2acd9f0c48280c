import { LoadingState, type PanelData } from '@grafana/data';
import { useState } from 'react';

/** The last value that could be used, while the new one cannot. */
export function useKept<T>(value: T, usable: boolean): T {
  const [kept, setKept] = useState(value);
  if (usable && kept !== value) {
    setKept(value);
  }
  return usable ? value : kept;
}

/**
 * A panel's data; while a new answer is on its way, the old one. Grafana hands out the old frames as loading then: a
 * message about them, as that there is nothing, stands as well until there is news.
 */
export function useKeptData(data: PanelData): PanelData {
  const [isAnswered, setAnswered] = useState(false);
  const isPending = data.state === LoadingState.Loading || data.state === LoadingState.NotStarted;
  if (!isPending && !isAnswered) {
    setAnswered(true);
  }
  return useKept(data, !isPending || !isAnswered);
}

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

/** A panel's data; while a new answer is on its way, the old one. */
export const useKeptData = (data: PanelData): PanelData =>
  useKept(data, data.state !== LoadingState.Loading || data.series.length > 0);

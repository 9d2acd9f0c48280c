import type { DataFrame, QueryResultMetaNotice } from '@grafana/data';

/** The notices of all frames, each text once. */
export function noticesOf(series: DataFrame[]): QueryResultMetaNotice[] {
  const byText = new Map<string, QueryResultMetaNotice>();
  for (const notice of series.flatMap((frame) => frame.meta?.notices ?? [])) {
    byText.set(`${notice.severity}:${notice.text}`, notice);
  }
  return [...byText.values()];
}

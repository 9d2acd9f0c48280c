import { locationUtil, type TimeRange, urlUtil } from '@grafana/data';

/** A data source that PromQL can be opened in. */
export interface PromSource {
  uid: string;
  name: string;
  type: string;
}

function limit(raw: TimeRange['raw']['from'], milliseconds: number): string {
  return typeof raw === 'string' ? raw : String(milliseconds);
}

// A range of samples, such as up[5m], can only be asked for at an instant.
const IS_RANGE_VECTOR = /\]\s*$/;

/** The address of Explore with an expression in it, over the same time. */
export function exploreLink(expr: string, { uid, type }: PromSource, range: TimeRange): string {
  const instant = IS_RANGE_VECTOR.test(expr);
  const pane = {
    datasource: uid,
    queries: [{ refId: 'A', datasource: { type, uid }, expr, range: !instant, instant, editorMode: 'code' }],
    range: { from: limit(range.raw.from, range.from.valueOf()), to: limit(range.raw.to, range.to.valueOf()) },
  };
  const panes = JSON.stringify({ tokenpath: pane });
  return locationUtil.assureBaseUrl(urlUtil.renderUrl('/explore', { schemaVersion: 1, panes }));
}

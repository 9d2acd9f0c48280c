import type { DataQuery } from '@grafana/schema';

/** What an address of Explore asks for. */
export interface ExploreState {
  dataSource?: string;
  query?: DataQuery;
  from?: string;
  to?: string;
}

interface Pane {
  datasource?: string | { uid?: string };
  queries?: DataQuery[];
  range?: { from?: string; to?: string };
}

function uidOf(datasource: Pane['datasource']): string | undefined {
  return typeof datasource === 'string' ? datasource : datasource?.uid;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // An address edited by hand: begin with an empty query.
    return {};
  }
}

/** Grafana writes `panes`; the scenes library still writes its older `left`. */
function paneOf(params: URLSearchParams): Pane {
  const left = params.get('left');
  if (left) {
    return (parse(left) ?? {}) as Pane;
  }
  const panes = parse(params.get('panes') ?? '{}') as Record<string, Pane>;
  return Object.values(panes ?? {})[0] ?? {};
}

function dataSourceOf(pane: Pane): string | undefined {
  return uidOf(pane.datasource) ?? uidOf(pane.queries?.[0]?.datasource as Pane['datasource']);
}

/** Grafana writes an absolute instant as epoch milliseconds in a string; the time range here wants ISO 8601. */
export function instant(text: string | undefined): string | undefined {
  return text !== undefined && /^\d+$/.test(text) ? new Date(Number(text)).toISOString() : text;
}

/** Reads the first pane of Grafana's Explore address, or a plain `?datasource=uid`. */
export function readExploreState(search: string): ExploreState {
  const params = new URLSearchParams(search);
  const plain = (name: string) => params.get(name) ?? undefined;
  const pane = paneOf(params);
  const { from, to } = pane.range ?? {};
  return {
    dataSource: dataSourceOf(pane) ?? plain('datasource'),
    query: pane.queries?.[0],
    from: instant(from ?? plain('from')),
    to: instant(to ?? plain('to')),
  };
}

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

function parsePane(text: string | null): Pane {
  try {
    const panes: unknown = JSON.parse(text ?? '{}');
    return Object.values(panes as Record<string, Pane>)[0] ?? {};
  } catch {
    // An address edited by hand: begin with an empty query.
    return {};
  }
}

/** Reads the first pane of Grafana's Explore address, or a plain `?datasource=uid`. */
export function readExploreState(search: string): ExploreState {
  const params = new URLSearchParams(search);
  const pane = parsePane(params.get('panes'));
  return {
    dataSource: uidOf(pane.datasource) ?? uidOf(pane.queries?.[0]?.datasource as Pane['datasource']) ?? params.get('datasource') ?? undefined,
    query: pane.queries?.[0],
    from: pane.range?.from ?? params.get('from') ?? undefined,
    to: pane.range?.to ?? params.get('to') ?? undefined,
  };
}

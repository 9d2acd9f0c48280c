import { type DataQuery } from '@grafana/schema';

import { type CheckKeysResponse, type SignalsResponse } from '../../shared/types.gen';
import { defaultQuery } from '../model/defaults';
import { type TokenpathQuery } from '../types';

import { fromPromQL } from './fromPromQL';
import { selectorsIn } from './scan';

/** What importing asks of the data source. */
export interface ImportSource {
  getSignals: () => Promise<SignalsResponse>;
  checkKeys: (expr: string, keys: Record<string, string>) => Promise<CheckKeysResponse>;
}

const NOTHING_KNOWN: SignalsResponse = { signals: [], labels: [] };

/**
 * Queries of another data source as ours, when somebody switches to this one. Those with PromQL keep what they can; of
 * others only the place is kept, with the question that a new query asks. What cannot be asked now is done without.
 */
export async function importQueries(queries: DataQuery[], source: ImportSource): Promise<TokenpathQuery[]> {
  const { signals, labels } = await source.getSignals().catch(() => NOTHING_KNOWN);
  return Promise.all(
    queries.map(async (query) => {
      const expr = exprOf(query);
      if (!expr) {
        return { refId: query.refId, ...defaultQuery() };
      }
      return fromPromQL(expr, query.refId, { signals, labels, suggested: await suggestedKeys(expr, source) });
    })
  );
}

function exprOf(query: DataQuery): string {
  return 'expr' in query && typeof query.expr === 'string' ? query.expr.trim() : '';
}

// The bare metric has all labels, the expression perhaps only those it groups by.
async function suggestedKeys(expr: string, source: ImportSource): Promise<Record<string, string>> {
  const [selector] = selectorsIn(expr);
  try {
    const { suggested } = await source.checkKeys(selector?.metric ?? expr, {});
    return suggested ?? {};
  } catch {
    return {};
  }
}

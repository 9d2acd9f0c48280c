import { CoreApp } from '@grafana/data';
import { isEqual } from 'lodash';

import { CurrentVersion } from '../../shared/types.gen';
import { type TokenpathQuery } from '../types';

import { formulaError, nameError, thresholdError } from './checkOperand';
import { isComplete } from './filters';
import { hasContent } from './operands';

/** What a new query asks: generated tokens per second of every replica. An alert rule needs one number a key. */
export function defaultQuery(app?: CoreApp): Partial<TokenpathQuery> {
  return {
    queryType: 'correlate',
    version: CurrentVersion,
    operands: [{ as: 'tokens', signal: 'generation_tokens' }],
    grain: 'replica',
    format: app === CoreApp.UnifiedAlerting ? 'numeric' : 'timeseries',
  };
}

/** A query with the fields that the editor relies on, for queries that were stored without them. */
export function withDefaults(query: TokenpathQuery, app?: CoreApp): TokenpathQuery {
  const { queryType, version, operands, ...optional } = defaultQuery(app);
  return {
    ...optional,
    ...query,
    queryType: query.queryType || queryType || 'correlate',
    version: query.version || version || CurrentVersion,
    operands: query.operands ?? operands ?? [],
  };
}

/** Whether a query asks for anything; an empty new one is skipped rather than refused. */
export function isWorthAsking(query: TokenpathQuery): boolean {
  return (query.operands ?? []).some(hasContent);
}

/** Whether a query being edited has nothing in it that the backend would refuse at once. */
export function isRunnable(query: TokenpathQuery): boolean {
  const { operands } = query;
  return (
    isWorthAsking(query) &&
    operands
      .filter(hasContent)
      .every((one) => !nameError(one, operands) && !formulaError(one, operands) && !thresholdError(one))
  );
}

/** Whether two versions of a query ask the same: what is still empty in the editor asks nothing. */
export function asksTheSame(a: TokenpathQuery, b: TokenpathQuery): boolean {
  return isEqual(question(a), question(b));
}

function question(query: TokenpathQuery) {
  return { ...query, operands: query.operands.filter(hasContent), filters: (query.filters ?? []).filter(isComplete) };
}

import { type CoreApp } from '@grafana/data';
import { isEqual } from 'lodash';

import { CurrentVersion } from '../../shared/types.gen';
import { type TokenpathQuery } from '../types';

import { operandError, thresholdError } from './checkOperand';
import { durationError } from './duration';
import { isComplete } from './filters';
import { hasBegun } from './migrate';
import { hasContent } from './operands';
import { hasFormat, hasOperands, isAlerting } from './queryTypes';

type NewQuery = Required<Pick<TokenpathQuery, 'queryType' | 'version' | 'operands' | 'grain' | 'format'>>;

/**
 * What a new query asks: generated tokens per second of every replica. An alert rule gets one number a replica, which is
 * what a rule can read.
 */
export function defaultQuery(app?: CoreApp): NewQuery {
  return {
    queryType: 'correlate',
    version: CurrentVersion,
    operands: [{ as: 'tokens', signal: 'generation_tokens' }],
    grain: 'replica',
    format: isAlerting(app) ? 'numeric' : 'timeseries',
  };
}

/**
 * A query with the fields that the editor relies on, for queries that were stored without them. Its version stays what
 * it was: an old query that could not be migrated yet must go on saying that it is old.
 */
export function withDefaults(query: TokenpathQuery, app?: CoreApp): TokenpathQuery {
  if (!hasBegun(query)) {
    return { ...query, ...defaultQuery(app) };
  }
  const queryType = query.queryType || 'correlate';
  return {
    ...(hasFormat(queryType) ? { format: defaultQuery(app).format } : {}),
    ...(queryType === 'correlate' ? { grain: 'replica' } : {}),
    ...query,
    queryType,
    version: query.version ?? 0,
    operands: query.operands ?? [],
  };
}

/** Whether a query asks for anything; an empty new one is skipped rather than refused. */
export function isWorthAsking(query: TokenpathQuery): boolean {
  return hasOperands(query) ? (query.operands ?? []).some(hasContent) : true;
}

/** Whether a query being edited has nothing in it that the backend would refuse at once. */
export function isRunnable(query: TokenpathQuery): boolean {
  const operands = query.operands ?? [];
  const areRight = operands.filter(hasContent).every((one) => !operandError(one, operands) && !thresholdError(one));
  return isWorthAsking(query) && areRight && !durationError(query.minStep ?? '');
}

/** Whether two versions of a query ask the same: what is still empty in the editor asks nothing. */
export function asksTheSame(a: TokenpathQuery, b: TokenpathQuery): boolean {
  return isEqual(question(a), question(b));
}

function question(query: TokenpathQuery) {
  const { operands, filters, ...rest } = query;
  return { ...rest, operands: (operands ?? []).filter(hasContent), filters: (filters ?? []).filter(isComplete) };
}

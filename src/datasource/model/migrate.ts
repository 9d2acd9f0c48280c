import { pick } from 'lodash';

import { CurrentVersion, type Query } from '../../shared/types.gen';
import { type TokenpathQuery } from '../types';

/** Whether a query holds anything of ours, rather than being just begun. */
export function hasBegun(query: TokenpathQuery): boolean {
  return Boolean(query.queryType) || [query.operands, query.filters, query.by].some((list) => list?.length);
}

/** Whether a stored query is of an older version than the editor writes. A new one has nothing to migrate. */
export function needsMigration(query: TokenpathQuery): boolean {
  return (query.version || 0) < CurrentVersion && hasBegun(query);
}

const grafanasOwn = ['datasource', 'hide', 'key', 'intervalMs', 'maxDataPoints'] as const;

/** A migrated query with what Grafana keeps in the stored one; fields of ours that are gone stay gone. */
export function migrated(stored: TokenpathQuery, query: Query): TokenpathQuery {
  return { ...pick(stored, grafanasOwn), ...query, operands: query.operands ?? [], refId: stored.refId };
}

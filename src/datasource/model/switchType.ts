import { pick } from 'lodash';

import { LabelGroup, type Operand, type QueryType } from '../../shared/types.gen';
import { type TokenpathQuery } from '../types';

import { fieldsKnownTo } from './answerFields';
import { byOfGrain, grainOfBy } from './grainLabels';
import { hasContent, kindOf } from './operands';

type Field = keyof TokenpathQuery;

const shape: Field[] = ['format', 'legend', 'minStep', 'top'];

// What a query of each type may hold beside Grafana's own fields.
const fieldsOf: Record<QueryType, Field[]> = {
  correlate: ['operands', 'grain', 'by', 'split', 'filters', ...shape],
  signal: ['operands', 'grain', 'by', 'split', 'filters', ...shape],
  latency: ['by', 'fields', 'filters', ...shape],
  ownership: ['filters'],
  exemplars: ['operands', 'filters'],
  events: ['events', 'filters'],
  cost: ['by', 'basis', 'fields', 'filters', ...shape],
  kvcache: ['by', 'fields', 'filters', ...shape],
  balance: ['by', 'fields', 'filters', ...shape],
};

const ours = [...new Set(Object.values(fieldsOf).flat())];

/** Only what belongs to the query's type, so that nothing that is not shown is stored. */
export function prune(query: TokenpathQuery): TokenpathQuery {
  const foreign = ours.filter((field) => field !== 'operands' && !fieldsOf[query.queryType]?.includes(field));
  const kept = Object.fromEntries(Object.entries(query).filter(([name]) => !foreign.includes(name as Field)));
  return {
    ...(kept as TokenpathQuery),
    operands: fieldsOf[query.queryType]?.includes('operands') ? query.operands : [],
  };
}

function firstSignal(operands: Operand[]): Operand {
  const found = operands.find((one) => kindOf(one) === 'signal' && hasContent(one));
  return found ? pick(found, ['as', 'signal']) : { as: 'ttft', signal: 'ttft' };
}

function someOperands(operands: Operand[]): Operand[] {
  return operands.some(hasContent) ? operands : [{ as: 'tokens', signal: 'generation_tokens' }];
}

// Pods by their whole name, unless rows are of something else: two clusters may share the names of theirs.
function byPods(by: string[]): string[] {
  const whole = ['cluster', 'namespace', 'pod'];
  return by.length === 0 || by.includes('pod') ? [...new Set([...whole, ...by])] : by;
}

// Groups by their whole name in place of pods, which a group may have several of.
function byGroups(by: string[]): string[] {
  const whole = ['cluster', 'namespace', LabelGroup];
  const rest = by.filter((label) => label !== 'pod');
  return by.length === 0 || by.includes('pod') ? [...new Set([...whole, ...rest])] : by;
}

// The fields that another type has as well, and what its rows are compared by.
function figuresOf(type: QueryType, { fields, top }: TokenpathQuery): Partial<TokenpathQuery> {
  const by = top?.by && fieldsKnownTo(type, [top.by])?.[0];
  return { fields: fieldsKnownTo(type, fields), top: top && { ...top, by } };
}

// What carries over from a query, where the new type says it in other words.
const carryOver: Record<QueryType, (query: TokenpathQuery) => Partial<TokenpathQuery>> = {
  correlate: (query) => ({
    operands: someOperands(query.operands),
    format: query.format ?? 'timeseries',
    ...(query.grain ? { grain: query.grain } : { by: undefined, ...grainOfBy(query.by) }),
  }),
  signal: (query) => ({
    operands: someOperands(query.operands),
    format: query.format ?? 'timeseries',
    grain: undefined,
    by: byOfGrain(query.grain, query.by),
  }),
  latency: (query) => ({
    by: byOfGrain(query.grain, query.by).filter((label) => label !== 'gpu_uuid'),
    format: query.format ?? 'timeseries',
    ...figuresOf('latency', query),
  }),
  ownership: () => ({}),
  exemplars: (query) => ({ operands: [firstSignal(query.operands)] }),
  events: () => ({}),
  cost: (query) => ({ by: byOfGrain(query.grain, query.by), fields: undefined, top: undefined }),
  kvcache: (query) => ({
    by: byPods(byOfGrain(query.grain, query.by).filter((label) => label !== 'gpu_uuid')),
    format: query.format ?? 'table',
    ...figuresOf('kvcache', query),
  }),
  balance: (query) => ({
    by: byGroups(byOfGrain(query.grain, query.by)),
    format: query.format ?? 'table',
    ...figuresOf('balance', query),
  }),
};

/** A query as one of another type: what both types know is kept, what the new one lacks is left out. */
export function switchType(query: TokenpathQuery, queryType: QueryType): TokenpathQuery {
  const carried = { ...query, ...carryOver[queryType](query), queryType };
  return withoutUndefined(prune(carried));
}

function withoutUndefined(query: TokenpathQuery): TokenpathQuery {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as TokenpathQuery;
}

import { CoreApp } from '@grafana/data';

import { type QueryType } from '../../shared/types.gen';
import { type TokenpathQuery } from '../types';

/** A query type as the switch offers it. */
export interface QueryTypeChoice {
  value: QueryType;
  label: string;
  /** One sentence of what it gives. */
  gives: string;
}

const choices: QueryTypeChoice[] = [
  {
    value: 'correlate',
    label: 'Correlate',
    gives: 'Signals, own PromQL and formulas, joined on the GPU and the time window, with one row for each of a grain.',
  },
  {
    value: 'signal',
    label: 'Signal',
    gives: 'Signals over time by the labels you choose, whatever engine or exporter reports them.',
  },
  {
    value: 'latency',
    label: 'Latency',
    gives:
      'Where the time of a request goes: queue, transfer, prefill, decode and what is left, with quantiles beside.',
  },
  {
    value: 'cost',
    label: 'Cost',
    gives: 'The bill for GPUs, divided among those who used them: prompt, generation, cached and idle apart.',
  },
  {
    value: 'kvcache',
    label: 'KV cache',
    gives: 'Health of KV caches: usage, hits, preemptions, residency, transfers, what caches save, and a verdict.',
  },
  {
    value: 'balance',
    label: 'Balance',
    gives: 'GPUs that work together, compared: spread, stragglers and why they are, and what waiting for them costs.',
  },
  {
    value: 'ownership',
    label: 'Ownership',
    gives: 'Which pod held which GPU, from when to when, and how that is known.',
  },
  {
    value: 'exemplars',
    label: 'Exemplars',
    gives: 'Single requests behind a signal, with their trace ids: points over the graph of another query.',
  },
];

const events: QueryTypeChoice = {
  value: 'events',
  label: 'Events',
  gives: 'What happened to devices and replicas, as marks in time.',
};

// Types that are offered only where a query has them already.
const rare = [events];

const alertable: QueryType[] = ['correlate', 'signal', 'latency', 'cost', 'kvcache', 'balance'];

/** Whether the editor stands in an alert rule. */
export function isAlerting(app: CoreApp | undefined): boolean {
  return app === CoreApp.UnifiedAlerting || app === CoreApp.CloudAlerting;
}

/**
 * The query types that make sense where the editor stands: an alert rule needs numbers, and events belong to
 * annotations. A type that a stored query has already is always among them.
 */
export function typesFor(app: CoreApp | undefined, current: QueryType): QueryTypeChoice[] {
  const offered = isAlerting(app) ? choices.filter(({ value }) => alertable.includes(value)) : choices;
  const known = [...choices, ...rare].find(({ value }) => value === current);
  return !known || offered.includes(known) ? offered : [...offered, known];
}

/** One sentence of what a query type gives. */
export function sentenceOf(type: QueryType): string {
  return [...choices, ...rare].find(({ value }) => value === type)?.gives ?? '';
}

/** Whether queries of a type are made of operands. */
export function hasOperands({ queryType }: Pick<TokenpathQuery, 'queryType'>): boolean {
  return queryType === 'correlate' || queryType === 'signal' || queryType === 'exemplars' || !queryType;
}

/** Whether a type answers in a format that can be chosen. */
export function hasFormat(type: QueryType): boolean {
  return alertable.includes(type);
}

import { CurrentVersion, type Filter, type Operand, type SignalInfo, type Stat } from '../../shared/types.gen';
import { type TokenpathQuery } from '../types';

import { calls, groupingOf, quantileOf, type Selector, selectorsIn } from './scan';

/** Canonical labels by the names that a store gives them. */
type Canonical = (own: string) => string | undefined;

/** What is known of the store when a query is taken over. */
export interface ImportContext {
  signals: SignalInfo[];
  labels: string[];
  /** Canonical label → the expression's own, as the backend suggests it. */
  suggested: Record<string, string>;
}

// Functions between which and a plain selector nothing is lost when a signal takes their place.
const reducing = ['sum', 'avg', 'rate', 'irate', 'increase', 'histogram_quantile', 'avg_over_time', 'max_over_time'];
const aggregations = ['sum', 'avg'];
const CALLS = /\b([a-z_]+)\s*(?=\(|by\b|without\b)/g;

function isSimple(expr: string): boolean {
  const called = [...expr.replace(/\{[^}]*\}/g, '').matchAll(CALLS)].map(([, name]) => name);
  const functions = called.filter((name) => name !== 'by' && name !== 'without');
  const hasArithmetic = /[-+*/^%<>]|==|!=/.test(expr.replace(/\{[^}]*\}|\[[^\]]*\]/g, ''));
  return !hasArithmetic && functions.every((name) => reducing.includes(name));
}

function statOf(expr: string, signal: SignalInfo): Stat | undefined {
  const quantile = quantileOf(expr);
  const wanted = quantile === undefined ? statOfFunction(expr) : (`p${Math.round(quantile * 100)}` as Stat);
  return wanted && wanted !== signal.stats[0] && signal.stats.includes(wanted) ? wanted : undefined;
}

function statOfFunction(expr: string): Stat | undefined {
  if (calls(expr, 'increase')) {
    return 'total';
  }
  return calls(expr, 'max_over_time') ? 'max' : undefined;
}

function canonicalOf({ labels, suggested }: ImportContext): Canonical {
  const byOwn = new Map(Object.entries(suggested).map(([canonical, own]) => [own, canonical]));
  return (own) => byOwn.get(own) ?? (labels.includes(own) ? own : undefined);
}

function filtersOf({ matchers }: Selector, canonical: Canonical): { filters: Filter[]; isWhole: boolean } {
  const known = matchers.filter(({ label }) => canonical(label));
  const filters = known.map(({ label, op, value }) => ({ label: canonical(label) ?? label, op, values: [value] }));
  return { filters, isWhole: known.length === matchers.length };
}

/** The signal that an expression reads, where it reads nothing else and does nothing that would be lost. */
function signalOf(expr: string, selectors: Selector[], signals: SignalInfo[]): SignalInfo | undefined {
  if (selectors.length !== 1 || !isSimple(expr)) {
    return undefined;
  }
  return signals.find(({ names }) => names?.includes(selectors[0].metric));
}

function ownOperand(expr: string, { suggested }: ImportContext): Operand {
  const grouping = groupingOf(expr);
  const kept = Object.entries(suggested).filter(([, own]) => grouping.length === 0 || grouping.includes(own));
  return { as: 'query', expr, ...(kept.length > 0 ? { keys: Object.fromEntries(kept) } : {}) };
}

/**
 * A Prometheus query as one of ours. An expression that only reads a metric of a canonical signal becomes that signal,
 * its matchers filters and its grouping labels of the answer; any other stays as own PromQL with the keys suggested.
 */
export function fromPromQL(expr: string, refId: string, context: ImportContext): TokenpathQuery {
  const selectors = selectorsIn(expr);
  const signal = signalOf(expr, selectors, context.signals);
  const canonical = canonicalOf(context);
  const { filters, isWhole } = selectors[0] ? filtersOf(selectors[0], canonical) : { filters: [], isWhole: true };
  const common = { refId, version: CurrentVersion, format: 'timeseries' } as const;

  if (!signal || !isWhole) {
    return { ...common, queryType: 'correlate', operands: [ownOperand(expr, context)], grain: 'replica' };
  }
  const stat = statOf(expr, signal);
  return {
    ...common,
    ...rowsOf(expr, signal, canonical),
    operands: [{ as: signal.id, signal: signal.id, ...(stat ? { stat } : {}) }],
    ...(filters.length > 0 ? { filters } : {}),
  };
}

// An aggregation says which rows it wants; a plain selector wants all there are.
function rowsOf(
  expr: string,
  signal: SignalInfo,
  canonical: Canonical
): Pick<TokenpathQuery, 'queryType' | 'by' | 'grain'> {
  if (aggregations.some((name) => calls(expr, name))) {
    return { queryType: 'signal', by: groupingOf(expr).flatMap((own) => canonical(own) ?? []) };
  }
  return { queryType: 'correlate', grain: signal.family === 'gpu' ? 'device' : 'replica' };
}

import { type AdHocVariableFilter } from '@grafana/data';

import { type Filter, type FilterOp } from '../../shared/types.gen';

import { formatForRegex } from './escape';
import { expandList, selectsEverything, type Replace } from './expand';

/** Whether a filter's values are regular expressions. */
export function isRegexOp(op: FilterOp): boolean {
  return op === '=~' || op === '!~';
}

/**
 * Expands the variables in filters: multi-value variables become several values (or one alternation for `=~`), and a
 * filter whose variable stands at "All" without a custom value is dropped, as is one that is left without a value.
 */
export function interpolateFilters(filters: Filter[] | undefined, replace: Replace): Filter[] {
  return (filters ?? []).flatMap((filter) => interpolateFilter(filter, replace));
}

function interpolateFilter(filter: Filter, replace: Replace): Filter[] {
  const label = replace(filter.label ?? '');
  const texts = filter.values ?? [];
  if (!label || texts.some((text) => selectsEverything(text, replace))) {
    return [];
  }
  const values = isRegexOp(filter.op) ? regexValues(texts, replace) : expandList(texts, replace);
  return values.length > 0 ? [{ label, op: filter.op, values }] : [];
}

function regexValues(texts: string[], replace: Replace): string[] {
  const expressions = texts.map((text) => replace(text, formatForRegex)).filter((text) => text !== '');
  if (expressions.length <= 1) {
    return expressions;
  }
  return [expressions.map((expression) => `(?:${expression})`).join('|')];
}

// Grafana's multi-value operators, "one of" and "not one of".
const operators: Record<string, FilterOp> = { '=|': '=', '!=|': '!=' };

/** Ad hoc filters in the data source's own form. An operator it does not know is left for the backend to name. */
export function fromAdHoc(filters: AdHocVariableFilter[] | undefined): Filter[] {
  return (filters ?? [])
    .filter((filter) => filter.key && (filter.value !== '' || filter.values?.length))
    .map((filter) => ({
      label: filter.key,
      op: operators[filter.operator] ?? (filter.operator as FilterOp),
      values: filter.values?.length ? filter.values : [filter.value],
    }));
}

import { escapeRegExp } from 'lodash';

/** What Grafana tells a formatter of the variable it formats. */
export interface VariableInfo {
  multi?: boolean;
  includeAll?: boolean;
}

type Value = string | string[];

function isMulti(value: Value, variable: VariableInfo | undefined): boolean {
  return Array.isArray(value) || Boolean(variable?.multi ?? false) || Boolean(variable?.includeAll ?? false);
}

function alternatives(values: string[]): string {
  return values.length === 1 ? values[0] : `(${values.join('|')})`;
}

/** A value inside a quoted PromQL string: backslashes and quotes are escaped. */
function inPromString(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"');
}

/**
 * Formats a variable for PromQL as Prometheus' own data source does: a variable that can have several values is meant
 * for `=~`, so its values are escaped as regular expressions inside a quoted string; any other is taken literally.
 */
export function formatForPromQL(value: Value, variable?: VariableInfo): string {
  if (!isMulti(value, variable)) {
    return inPromString(String(value));
  }
  return alternatives([value].flat().map((one) => inPromString(escapeRegExp(String(one)))));
}

/**
 * Formats a variable for a bare RE2 (a filter's `=~`): the values of a multi-value variable are escaped and joined, a
 * single-value one is taken as the expression it may be.
 */
export function formatForRegex(value: Value, variable?: VariableInfo): string {
  if (!isMulti(value, variable)) {
    return String(value);
  }
  return alternatives([value].flat().map((one) => escapeRegExp(String(one))));
}

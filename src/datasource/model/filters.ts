import { type Filter, type FilterOp } from '../../shared/types.gen';
import { isRegexOp } from '../variables/filters';

/** A filter with another comparison; values are kept unless literals become an expression or the reverse. */
export function withOp(filter: Filter, op: FilterOp): Filter {
  return { ...filter, op, values: isRegexOp(op) === isRegexOp(filter.op) ? filter.values : [] };
}

/** Whether a filter says what it keeps. */
export function isComplete(filter: Filter): boolean {
  return filter.label !== '' && filter.values.length > 0;
}

/** The filters with an empty one at the end. */
export function addFilter(filters: Filter[]): Filter[] {
  return [...filters, { label: '', op: '=', values: [] }];
}

/** What is wrong with a regular expression, in words, or undefined. The backend's RE2 has the last word. */
export function regexError(expression: string): string | undefined {
  if (expression.includes('$')) {
    return undefined;
  }
  try {
    new RegExp(expression.replace(/^\(\?[ims]+\)/, ''), 'u');
    return undefined;
  } catch {
    return 'This is not a valid regular expression.';
  }
}

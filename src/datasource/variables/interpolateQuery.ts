import { type AdHocVariableFilter, type ScopedVars } from '@grafana/data';
import { type TemplateSrv } from '@grafana/runtime';
import { mapValues } from 'lodash';

import { type Operand } from '../../shared/types.gen';
import { hasContent } from '../model/operands';
import { type TokenpathQuery } from '../types';

import { formatForPromQL } from './escape';
import { expandList, type Replace } from './expand';
import { fromAdHoc, interpolateFilters } from './filters';

// The backend knows the step that it really uses, so these reach it as they were written.
const backendMacros = [
  '__interval',
  '__interval_ms',
  '__rate_interval',
  '__rate_interval_ms',
  '__range',
  '__range_s',
  '__range_ms',
];

/** Grafana's template service with its scoped variables bound. */
export function replaceWith(templateSrv: TemplateSrv, scopedVars: ScopedVars | undefined): Replace {
  return (text, format) => templateSrv.replace(text, scopedVars, format);
}

/** PromQL as the backend gets it: variables escaped for it, the macros of the step left as they are. */
export function interpolateExpr(expr: string, templateSrv: TemplateSrv, scopedVars?: ScopedVars): string {
  return replaceWith(templateSrv, { ...scopedVars, ...macrosAsWritten() })(expr, formatForPromQL);
}

/**
 * A query as the backend gets it: dashboard variables expanded in every text field, ad hoc filters merged, operands
 * that are still empty in the editor left out. `$__interval` and its kin stay in PromQL for the backend.
 */
export function interpolateQuery(
  query: TokenpathQuery,
  templateSrv: TemplateSrv,
  scopedVars: ScopedVars,
  adHoc?: AdHocVariableFilter[]
): TokenpathQuery {
  const replace = replaceWith(templateSrv, scopedVars);
  const filters = [...interpolateFilters(query.filters, replace), ...fromAdHoc(adHoc)];
  const plain = plainFields(query, replace);

  return {
    ...query,
    ...plain,
    operands: (query.operands ?? []).filter(hasContent).map((operand) => ({
      ...interpolateOperand(operand, replace),
      ...(operand.expr === undefined ? {} : { expr: interpolateExpr(operand.expr, templateSrv, scopedVars) }),
    })),
    ...(query.by ? { by: expandList(query.by, replace) } : {}),
    ...(query.fields ? { fields: expandList(query.fields, replace) } : {}),
    ...(query.top?.by ? { top: { ...query.top, by: replace(query.top.by) } } : {}),
    ...(filters.length > 0 || query.filters ? { filters } : {}),
  };
}

function macrosAsWritten(): ScopedVars {
  return Object.fromEntries(backendMacros.map((name) => [name, { text: `$${name}`, value: `$${name}` }]));
}

// Replaces the variables in the texts that hold no list, and leaves fields that are absent absent.
function plainFields(query: TokenpathQuery, replace: Replace): Partial<TokenpathQuery> {
  const { basis, grain, format, legend, minStep, split } = query;
  return replaceTexts({ basis, grain, format, legend, minStep, split }, replace);
}

function interpolateOperand(operand: Operand, replace: Replace): Operand {
  const { as, signal, formula, unit, stat, reduce } = operand;
  const keys = operand.keys && { keys: mapValues(operand.keys, (own) => replace(own)) };
  return { ...operand, ...replaceTexts({ as, signal, formula, unit, stat, reduce }, replace), ...keys };
}

function replaceTexts<T extends Record<string, string | undefined>>(fields: T, replace: Replace): Partial<T> {
  const replaced: Partial<T> = {};
  for (const key in fields) {
    const text = fields[key];
    if (text !== undefined) {
      replaced[key] = replace(text) as T[typeof key];
    }
  }
  return replaced;
}

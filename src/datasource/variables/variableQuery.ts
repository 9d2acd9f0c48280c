import { type TokenpathVariableQuery } from '../types';

const LABEL_VALUES = /^\s*label_values\(\s*([^)\s]+)\s*\)\s*$/;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function labelOf(text: string): string {
  return LABEL_VALUES.exec(text)?.[1] ?? text.trim();
}

/**
 * Reads a stored variable query. Beside the editor's own form it accepts a plain text, a label's name or
 * `label_values(name)`, as is common in provisioned dashboards.
 */
export function parseVariableQuery(stored: unknown): TokenpathVariableQuery {
  const refId = 'TokenpathVariable';
  if (typeof stored === 'string') {
    return { refId, label: labelOf(stored) };
  }
  if (!isRecord(stored)) {
    return { refId, label: '' };
  }
  const text = typeof stored.label === 'string' ? stored.label : stored.query;
  return {
    ...stored,
    refId: typeof stored.refId === 'string' ? stored.refId : refId,
    label: typeof text === 'string' ? labelOf(text) : '',
    filters: Array.isArray(stored.filters) ? stored.filters : undefined,
  };
}

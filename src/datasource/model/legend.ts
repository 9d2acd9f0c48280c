import { type TokenpathQuery } from '../types';

import { grainLabels } from './grainLabels';

/** The words that stand for something in a legend: the labels of the query's rows, and the operand's name. */
export function legendNames(query: TokenpathQuery): string[] {
  const grain = query.grain ?? (query.queryType === 'correlate' ? 'replica' : undefined);
  const labels = [...(grain ? grainLabels[grain] : []), ...(query.by ?? [])];
  return [...new Set(labels.filter((label) => !label.includes('$'))), 'operand'];
}

/** What is wrong with a legend, in words, or undefined. Variables in `by` may bring labels that are not known here. */
export function legendError(legend: string, query: TokenpathQuery): string | undefined {
  const names = legendNames(query);
  const used = [...legend.matchAll(/\{\{\s*([^}]*?)\s*\}\}/g)].map(([, name]) => name);
  const unknown = used.filter((name) => !names.includes(name));
  if (unknown.length === 0 || (query.by ?? []).some((label) => label.includes('$'))) {
    return undefined;
  }
  return `Rows have no ${unknown.map((name) => `{{${name}}}`).join(', ')}. Available: ${names.join(', ')}.`;
}

/** A legend with one more name at its end. */
export function addToLegend(legend: string, name: string): string {
  return [legend.trim(), `{{${name}}}`].filter(Boolean).join(' ');
}

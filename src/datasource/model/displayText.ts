import { type Filter, type Operand, type QueryType } from '../../shared/types.gen';
import { type TokenpathQuery } from '../types';

import { kindsText } from './eventKinds';
import { hasContent } from './operands';

function operandText(operand: Operand): string {
  const source = operand.formula ?? operand.expr ?? operand.signal ?? '';
  const what = operand.stat ? `${operand.stat}(${source})` : source;
  return what === operand.as ? what : `${operand.as} = ${what}`;
}

function filterText({ label, op, values }: Filter): string {
  return `${label} ${op} ${values.join(', ')}`;
}

function operandsText(query: TokenpathQuery): string {
  const shown = (query.operands ?? []).filter((operand) => !operand.hide && hasContent(operand));
  return shown.map(operandText).join(', ');
}

function byText(labels: string[]): string {
  return labels.length > 0 ? `by ${labels.join(', ')}` : '';
}

const texts: Record<QueryType, (query: TokenpathQuery) => string[]> = {
  correlate: (query) => [operandsText(query), byText([query.grain ?? 'replica', ...(query.by ?? [])])],
  signal: (query) => [operandsText(query), byText([...(query.grain ? [query.grain] : []), ...(query.by ?? [])])],
  latency: (query) => [`Latency: ${query.fields?.join(', ') || 'all fields'}`, byText(query.by ?? [])],
  ownership: () => ['Ownership of GPUs'],
  exemplars: (query) => [`Exemplars of ${query.operands?.[0]?.signal || 'no signal yet'}`],
  events: (query) => [`Events: ${kindsText(query.events)}`],
  balance: (query) => [`Balance: ${query.fields?.join(', ') || 'all fields'}`, byText(query.by ?? [])],
  kvcache: (query) => [`KV cache: ${query.fields?.join(', ') || 'all fields'}`, byText(query.by ?? [])],
  cost: (query) => [`Cost: ${query.fields?.join(', ') || 'all fields'}`, byText(query.by ?? [])],
};

/** One line that says what a query asks, for collapsed query rows and history. */
export function displayText(query: TokenpathQuery): string {
  const parts = (texts[query.queryType] ?? texts.correlate)(query);
  if (query.filters?.length) {
    parts.push(`where ${query.filters.map(filterText).join(' and ')}`);
  }
  if (query.top) {
    parts.push(`· top ${query.top.n}`);
  }
  return parts.filter(Boolean).join(' ');
}

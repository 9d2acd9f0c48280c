import { type Filter, type Operand } from '../../shared/types.gen';
import { type TokenpathQuery } from '../types';

function operandText(operand: Operand): string {
  const source = operand.formula ?? operand.expr ?? operand.signal ?? '';
  const what = operand.stat ? `${operand.stat}(${source})` : source;
  return what === operand.as ? what : `${operand.as} = ${what}`;
}

function filterText({ label, op, values }: Filter): string {
  return `${label} ${op} ${values.join(', ')}`;
}

/** One line that says what a query asks, for collapsed query rows and history. */
export function displayText(query: TokenpathQuery): string {
  const shown = (query.operands ?? []).filter((operand) => !operand.hide);
  const parts = [shown.map(operandText).join(', ')];
  parts.push(`by ${[query.grain ?? 'replica', ...(query.by ?? [])].join(', ')}`);
  if (query.filters?.length) {
    parts.push(`where ${query.filters.map(filterText).join(' and ')}`);
  }
  return parts.filter(Boolean).join(' ');
}

import { type TokenpathQuery } from '../types';

import { answerFieldsOf } from './answerFields';
import { hasContent } from './operands';

/** What keeps a query from being an alert rule's, in sentences; empty where nothing does. */
export function alertingProblems(query: TokenpathQuery): string[] {
  const problems: string[] = [];
  if (query.format === 'table') {
    problems.push('An alert rule cannot read a table. Choose Numeric: one number a key.');
  }
  const shown = visibleCount(query);
  if (shown !== 1) {
    problems.push(`An alert rule needs exactly one visible ${unitWord(query)}; ${countText(shown)}.`);
  }
  return problems;
}

function unitWord(query: TokenpathQuery): string {
  return answerFieldsOf(query.queryType) ? 'field' : 'operand';
}

function countText(shown: number): string {
  return shown === 0 ? 'there is none' : `${shown} are shown. Hide the others with the eye, or leave them out`;
}

function visibleCount(query: TokenpathQuery): number {
  const known = answerFieldsOf(query.queryType);
  if (known) {
    return query.fields?.length || known.length;
  }
  return (query.operands ?? []).filter((operand) => hasContent(operand) && !operand.hide).length;
}

import { type Top } from '../../shared/types.gen';
import { type TokenpathQuery } from '../types';

import { answerFieldsOf } from './answerFields';
import { hasContent } from './operands';

/** What rows can be compared by: the visible operands, or the fields of an answer that has several. */
export function topChoices(query: TokenpathQuery): Array<{ value: string; label: string }> {
  const known = answerFieldsOf(query.queryType);
  if (known) {
    const chosen = known.filter(({ value }) => !query.fields?.length || query.fields.includes(value));
    return chosen.map(({ value, label }) => ({ value, label }));
  }
  const shown = (query.operands ?? []).filter((operand) => !operand.hide && hasContent(operand));
  return shown.map(({ as }) => ({ value: as, label: as }));
}

/** Reads how many rows to keep; undefined where the text is no positive whole number, which keeps all of them. */
export function parseCount(text: string): number | undefined {
  const count = Number(text.trim());
  return Number.isInteger(count) && count > 0 ? count : undefined;
}

/** A bound with some of it changed; none where no number of rows is left. */
export function withTop(top: Top | undefined, patch: Partial<Top>): Top | undefined {
  const next = { n: 0, ...top, ...patch };
  if (!next.n) {
    return undefined;
  }
  return { n: next.n, ...(next.by ? { by: next.by } : {}), ...(next.other ? { other: true } : {}) };
}

/** What is wrong with the number of rows as it was typed, in words, or undefined. */
export function countError(text: string): string | undefined {
  return text.trim() === '' || parseCount(text) ? undefined : 'Use a whole number above 0.';
}

import { type QueryType } from '../../shared/types.gen';

import { type AnswerField } from './answerField';
import { balanceFields } from './balanceFields';
import { costFields } from './costFields';
import { kvcacheFields } from './kvcacheFields';
import { latencyFields } from './latencyFields';

const known: Partial<Record<QueryType, AnswerField[]>> = {
  latency: latencyFields,
  cost: costFields,
  kvcache: kvcacheFields,
  balance: balanceFields,
};

/** The fields of a query type whose answers have several; undefined for one that is made of operands or lists. */
export function answerFieldsOf(type: QueryType): AnswerField[] | undefined {
  return known[type];
}

/** Those of some fields that a query type has, undefined where it has none of them: then all are answered. */
export function fieldsKnownTo(type: QueryType, fields: string[] | undefined): string[] | undefined {
  const ids = known[type]?.map(({ value }) => value) ?? [];
  const kept = fields?.filter((field) => ids.includes(field.replace(/_(lo|hi)$/, '')));
  return kept?.length ? kept : undefined;
}

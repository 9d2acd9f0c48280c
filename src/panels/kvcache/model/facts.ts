import { type Part } from '../../../shared/panel/model/answer';
import { keyOf } from '../../../shared/panel/model/labels';
import { type Evidence, type KVCacheFacts, type KVCacheRow, type KVCacheSpell } from '../../../shared/types.gen';

import { verdictOf } from './verdicts';

type Unchecked<T> = Partial<Record<keyof T, unknown>>;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const listOf = <T>(value: unknown, read: (one: Record<string, unknown>) => T[]): T[] =>
  Array.isArray(value) ? value.filter(isRecord).flatMap(read) : [];

const numberIn = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

const textIn = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);

function evidenceIn(one: Unchecked<Evidence>): Evidence[] {
  const field = textIn(one.field);
  return field
    ? [
        {
          field,
          value: numberIn(one.value),
          unit: textIn(one.unit),
          op: textIn(one.op),
          against: numberIn(one.against),
          against_what: textIn(one.against_what),
          label: textIn(one.label),
          holds: one.holds === true,
        },
      ]
    : [];
}

function spellIn(one: Unchecked<KVCacheSpell>): KVCacheSpell[] {
  const verdict = verdictOf(one.verdict);
  const [from, to] = [numberIn(one.from), numberIn(one.to)];
  return verdict && from !== undefined && to !== undefined ? [{ verdict, from, to }] : [];
}

function rowIn(one: Unchecked<KVCacheRow>): KVCacheRow[] {
  const verdict = verdictOf(one.verdict);
  if (!verdict || !isRecord(one.key)) {
    return [];
  }
  const key = Object.fromEntries(Object.entries(one.key).map(([label, value]) => [label, String(value ?? '')]));
  return [
    {
      key,
      verdict,
      now: verdictOf(one.now) ?? verdict,
      spells: listOf(one.spells, spellIn),
      evidence: listOf(one.evidence, evidenceIn),
      refute: listOf(one.refute, evidenceIn),
      not_reported: Array.isArray(one.not_reported) ? one.not_reported.map(String) : [],
    },
  ];
}

/** What an answer says beside its figures: verdicts with what led to them. Undefined where it says nothing. */
export function factsOf(part: Part | undefined): KVCacheFacts | undefined {
  const facts: unknown = part?.facts.kvcache;
  return isRecord(facts)
    ? {
        window_s: numberIn(facts.window_s) ?? 0,
        rows: listOf(facts.rows, rowIn),
        replicas: listOf(facts.replicas, rowIn),
      }
    : undefined;
}

/** Verdicts by the key of their row. */
export function verdictsByKey(facts: KVCacheFacts | undefined, by: string[]): Map<string, KVCacheRow> {
  return new Map((facts?.rows ?? []).map((row) => [keyOf(row.key, by), row]));
}

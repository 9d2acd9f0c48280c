import { type OwnAlternative, type OwnSignal } from '../../../../shared/types.gen';

import { signalProblem } from './signalProblem';

/** The keys that a signal and an alternative may have, held against the generated types by the compiler. */
const signalKeys: Record<keyof OwnSignal, true> = {
  id: true,
  title: true,
  description: true,
  mistaken_for: true,
  family: true,
  kind: true,
  space: true,
  unit: true,
  per_second_unit: true,
  card_level: true,
  default_stat: true,
  alternatives: true,
};

const alternativeKeys: Record<keyof OwnAlternative, true> = {
  metric: true,
  sum: true,
  optional: true,
  numerator: true,
  denominator: true,
  kind: true,
  scale: true,
  max_valid: true,
  drop_negative: true,
  match: true,
  match_regex: true,
  require: true,
  forbid: true,
  labels: true,
  dims: true,
  first_bucket: true,
  note: true,
};

/** The most text that is read at once, as in the backend. */
const MOST = 1 << 20;

/** Signals as they are written in the catalog's files and in provisioning. */
export async function writeSignals(signals: OwnSignal[], format: 'yaml' | 'json'): Promise<string> {
  if (format === 'json') {
    return JSON.stringify(signals, null, 2);
  }
  const { stringify } = await import('yaml');
  return stringify(signals);
}

/** The signals in a text of JSON or YAML: a list, one alone, or a list under "signals". Throws in words for the user. */
export async function readSignals(text: string): Promise<OwnSignal[]> {
  if (text.length > MOST) {
    throw new Error('This is more than 1 MiB of text.');
  }
  // YAML contains JSON.
  const { parse } = await import('yaml');
  const read: unknown = parse(text, { maxAliasCount: 100 });
  const list = isObject(read) ? (read.signals ?? [read]) : read;
  if (!Array.isArray(list) || list.length === 0) {
    throw new Error('Paste a list of signals, as “Export” writes it.');
  }
  return list.map(signalOf);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function knownOnly(value: unknown, keys: object, what: string): Record<string, unknown> {
  if (!isObject(value)) {
    throw new Error(`${what} is not an object with fields.`);
  }
  const unknown = Object.keys(value).find((key) => !Object.hasOwn(keys, key));
  if (unknown !== undefined) {
    throw new Error(`${what} has no field “${unknown}”; there are ${Object.keys(keys).join(', ')}.`);
  }
  return value;
}

function signalOf(value: unknown, index: number): OwnSignal {
  const fields = knownOnly(value, signalKeys, `Signal ${index + 1}`);
  const name = typeof fields.id === 'string' && fields.id ? fields.id : `Signal ${index + 1}`;
  if (!Array.isArray(fields.alternatives)) {
    throw new Error(`${name} has no list of alternatives, the metrics that report it.`);
  }
  const alternatives = fields.alternatives.map((one) => alternativeOf(one, name));
  const signal = { ...fields, id: String(fields.id ?? ''), alternatives } as OwnSignal;
  const problem = signalProblem(signal);
  if (problem) {
    throw new Error(`${name}: ${problem}`);
  }
  return signal;
}

/** One source label stands for a list of it. */
function alternativeOf(value: unknown, signal: string): OwnAlternative {
  const { labels, ...fields } = knownOnly(value, alternativeKeys, `An alternative of ${signal}`);
  const lists = isObject(labels) && Object.entries(labels).map(([key, own]) => [key, [own].flat()]);
  return { ...fields, ...(lists && { labels: Object.fromEntries(lists) }) };
}

/** Own signals with imported ones; an imported one replaces that of the same id. */
export function mergeSignals(own: OwnSignal[], imported: OwnSignal[]): OwnSignal[] {
  const ids = new Set(imported.map(({ id }) => id));
  return [...own.filter(({ id }) => !ids.has(id)), ...imported];
}

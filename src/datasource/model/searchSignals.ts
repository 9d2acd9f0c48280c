import { type ComboboxOption } from '@grafana/ui';

import { type SignalInfo } from '../../shared/types.gen';

import { signalOption } from './signalOption';
import { asTyped } from './suggest';

// What people type for what the catalog calls otherwise.
const synonyms: Record<string, string> = {
  speed: 'rate tokens',
  throughput: 'tokens',
  utilization: 'active busy',
  utilisation: 'active busy',
  latency: 'time latency ttft itl',
  money: 'cost price',
  spend: 'cost price',
  vram: 'memory',
  hbm: 'memory dram',
  heat: 'temperature',
  output: 'generation',
  input: 'prompt',
  cache: 'kv prefix cached',
};

function haystack(signal: SignalInfo): string {
  return [signal.id.replace(/_/g, ' '), signal.id, signal.title, signal.family, signal.description, signal.mistaken_for]
    .concat(signal.systems ?? [])
    .join(' ')
    .toLowerCase();
}

function matchesWord(text: string, word: string): boolean {
  return text.includes(word) || (synonyms[word] ?? '').split(' ').some((other) => other !== '' && text.includes(other));
}

// A hit in the name says more than one in the description, the beginning of an id more than its middle, and of
// signals that begin alike the counter is meant more often than the distribution.
function score(signal: SignalInfo, words: string[]): number {
  const name = `${signal.id.replace(/_/g, ' ')} ${signal.title}`.toLowerCase();
  const typed = words.join('_');
  const inName = words.filter((word) => name.includes(word)).length;
  const begins = typed !== '' && signal.id.startsWith(typed) ? 5 : 0;
  const isCounter = begins > 0 && signal.kind === 'counter' ? 1 : 0;
  return inName + begins + isCounter + (typed !== '' && signal.id === typed ? 10 : 0);
}

/** The signals in which every typed word occurs (in name, description, what it is mistaken for, systems), best first. */
export function searchSignals(signals: SignalInfo[], typed: string): SignalInfo[] {
  const words = typed
    .toLowerCase()
    .split(/[\s_]+/)
    .filter(Boolean);
  return signals
    .map((signal) => ({ signal, text: haystack(signal) }))
    .filter(({ text }) => words.every((word) => matchesWord(text, word)))
    .map(({ signal }) => ({ signal, points: score(signal, words) }))
    .sort((a, b) => b.points - a.points)
    .map(({ signal }) => signal);
}

/**
 * What the picker offers for a typed text: the signals it finds and, last, the text itself where it can be one: a
 * dashboard variable, or an id while nothing is found.
 */
export function suggestSignals(signals: SignalInfo[], typed: string): ComboboxOption[] {
  const found = searchSignals(signals, typed).map(signalOption);
  const text = typed.trim();
  const isUseful = text.startsWith('$') || (found.length === 0 && text !== '');
  return isUseful ? [...found, asTyped(text, 'Use this id or dashboard variable')] : found;
}

import { type SignalInfo } from '../../shared/types.gen';

import { indexSignal, type Indexed, wordScore } from './search/match';
import { tellingWords } from './search/words';

const indexes = new WeakMap<SignalInfo[], Indexed[]>();

function indexOf(signals: SignalInfo[]): Indexed[] {
  const known = indexes.get(signals) ?? signals.map(indexSignal);
  indexes.set(signals, known);
  return known;
}

// An id or metric name that is typed whole, or its beginning, is meant as such. Of signals that begin alike the counter
// is meant more often than the distribution.
function idScore(typed: string, { ids, signal }: Indexed): number {
  const text = typed.trim().toLowerCase().replace(/\s+/g, '_');
  if (ids.includes(text)) {
    return 40;
  }
  const begins = text.length > 2 && signal.id.startsWith(text);
  return begins ? 10 + (signal.kind === 'counter' ? 1 : 0) : 0;
}

// Of the words of a long question some may meet nothing; of one or two all must.
function enough(hits: number, words: number): boolean {
  return words <= 2 ? hits === words : hits >= Math.ceil(words * 0.6);
}

interface Found {
  signal: SignalInfo;
  hits: number;
  points: number;
}

function rate(indexed: Indexed, words: string[], typed: string): Found {
  const scores = words.map((word) => wordScore(word, indexed));
  const id = idScore(typed, indexed);
  const hits = id > 0 ? words.length : scores.filter((score) => score > 0).length;
  return { signal: indexed.signal, hits, points: id + scores.reduce((sum, score) => sum + score, 0) };
}

/**
 * The signals that a text in plain words asks for, the best first: a name, an id, a metric's name, an everyday word, or
 * a question such as "why slow". Small slips are forgiven. All signals, in their order, where nothing is typed.
 */
export function searchSignals(signals: SignalInfo[], typed: string): SignalInfo[] {
  const words = tellingWords(typed);
  if (words.length === 0) {
    return signals;
  }
  return indexOf(signals)
    .map((indexed) => rate(indexed, words, typed))
    .filter(({ hits }) => enough(hits, words.length))
    .sort((a, b) => b.hits - a.hits || b.points - a.points)
    .map(({ signal }) => signal);
}

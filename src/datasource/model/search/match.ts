import { type SignalInfo } from '../../../shared/types.gen';

import { answersTo, otherWords } from './meanings';
import { isOneSlip, SHORTEST_WITH_SLIP, stem, wordsOf } from './words';

/** A signal's words by how much a hit in them says, prepared once for each list of signals. */
export interface Indexed {
  signal: SignalInfo;
  fields: Array<{ words: string[]; weight: number }>;
  /** The id and the metric names as they are written. */
  ids: string[];
}

/** Prepares a signal for searching. */
export function indexSignal(signal: SignalInfo): Indexed {
  const field = (weight: number, ...texts: Array<string | undefined>) => ({
    weight,
    words: texts.flatMap((text) => wordsOf(text ?? '')),
  });
  return {
    signal,
    ids: [signal.id, ...(signal.names ?? [])].map((id) => id.toLowerCase()),
    fields: [
      field(8, signal.id, signal.title),
      field(4, signal.family, ...(signal.systems ?? [])),
      field(3, signal.description),
      field(2, ...(signal.names ?? [])),
      field(1, signal.mistaken_for),
    ],
  };
}

/** How alike a typed word and a word of a signal are, from 0 (not) to 1 (the same). */
function likeness(typed: string, word: string): number {
  if (word === typed) {
    return 1;
  }
  if (stem(word) === stem(typed)) {
    return 0.9;
  }
  if (word.startsWith(typed)) {
    return 0.8;
  }
  if (typed.length >= 3 && word.includes(typed)) {
    return 0.5;
  }
  return typed.length >= SHORTEST_WITH_SLIP && isOneSlip(typed, word) ? 0.4 : 0;
}

function bestHit(typed: string, { fields }: Indexed): number {
  const hits = fields.flatMap(({ words, weight }) => words.map((word) => weight * likeness(typed, word)));
  return Math.max(0, ...hits);
}

const FOR_A_SYNONYM = 0.6;
const FOR_AN_ANSWER = 7;

/** How well one typed word meets a signal; 0 where it does not. */
export function wordScore(typed: string, indexed: Indexed): number {
  const other = otherWords(typed).map((word) => FOR_A_SYNONYM * bestHit(word, indexed));
  const answer = answersTo(typed, indexed.signal.id);
  return Math.max(bestHit(typed, indexed), FOR_AN_ANSWER * answer, ...other);
}

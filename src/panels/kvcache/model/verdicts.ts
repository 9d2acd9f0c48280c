import { type Verdict } from '../../../shared/types.gen';

/** How good a verdict is; "none" where it is not known. */
export type Level = 'good' | 'watch' | 'bad' | 'none';

interface Words {
  /** "Thrash": in a column. */
  name: string;
  level: Level;
  /** "thrashes": of a replica in a sentence; `past` where it is over. */
  is: string;
  was: string;
  /** What it means, as a sentence's end. */
  means: string;
  /** What to do; absent where there is nothing to be done. */
  step?: string;
}

// The severest first, as in the answer.
const words: Record<Verdict, Words> = {
  thrash: {
    name: 'Thrash',
    level: 'bad',
    is: 'thrashes',
    was: 'thrashed',
    means: 'a full cache preempts requests while more and more of them wait',
    step: 'allow fewer sequences at once, or add KV blocks, an offload tier or a replica',
  },
  pressure: {
    name: 'Pressure',
    level: 'watch',
    is: 'is under pressure',
    was: 'was under pressure',
    means: 'the cache is nearly full or preempts, without more requests waiting',
    step: 'allow fewer sequences at once before it thrashes',
  },
  cold: {
    name: 'Cold',
    level: 'watch',
    is: 'is cold',
    was: 'was cold',
    means: 'its local cache misses what an external tier or a router’s index has',
    step: 'route by prefix, or let it warm up',
  },
  'compute-bound': {
    name: 'Compute-bound',
    level: 'watch',
    is: 'is compute-bound',
    was: 'was compute-bound',
    means: 'more and more requests wait while the cache is well',
    step: 'more cache will not help: add replicas or GPUs',
  },
  'token-budget': {
    name: 'Token budget',
    level: 'watch',
    is: 'is short of token budget',
    was: 'was short of token budget',
    means: 'requests wait while the batch stays below its maximum',
    step: 'raise the token budget of a batch',
  },
  healthy: {
    name: 'Healthy',
    level: 'good',
    is: 'is healthy',
    was: 'was healthy',
    means: 'its figures are there and none of the other verdicts applies',
  },
  unknown: {
    name: 'Unknown',
    level: 'none',
    is: 'is not judged',
    was: 'was not judged',
    means: 'too little is reported for a verdict',
  },
};

const isVerdict = (value: string): value is Verdict => Object.hasOwn(words, value);

/** All verdicts, the severest first. */
export const VERDICTS: readonly Verdict[] = Object.keys(words).filter(isVerdict);

/** The verdict that a column or a field's name stands for; field names have "_" where verdicts have "-". */
export function verdictOf(value: unknown): Verdict | undefined {
  const text = String(value ?? '').replaceAll('_', '-');
  return isVerdict(text) ? text : undefined;
}

/** A verdict in words. */
export const wordsOf = (verdict: Verdict): Words => words[verdict];

/** The place of a verdict among all, 0 the severest. */
export const rankOf = (verdict: Verdict): number => VERDICTS.indexOf(verdict);

/** Whether something is to be said of a verdict at all. */
export const isNotable = (verdict: Verdict): boolean => verdict !== 'healthy' && verdict !== 'unknown';

/** Whether something that was found is known not to last. */
export const isOverNow = (verdict: Verdict, now: Verdict): boolean =>
  isNotable(verdict) && now !== verdict && now !== 'unknown';

/** The severest of several; unknown where there is none. */
export const severest = (verdicts: Verdict[]): Verdict =>
  verdicts.reduce<Verdict>((found, one) => (rankOf(one) < rankOf(found) ? one : found), 'unknown');

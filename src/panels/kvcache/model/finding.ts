import { formatFigure } from '../../../shared/format';
import { type KVCacheFacts } from '../../../shared/types.gen';

import { evidenceLine } from './evidence';
import { keyOf, labelOf } from '../../../shared/panel/model/labels';
import { worstFirst } from './order';
import { ALL_REPLICAS, type Judgement, peakUsage, type Row } from './rows';
import { lastSpell } from './spells';
import { isNotable, isOverNow, type Level, VERDICTS, wordsOf } from './verdicts';
import { type Clock, spellInWords } from './when';

/** The answer in one line: what, how much, since when, evidence, what to do. */
export interface Finding {
  level: Level;
  /** "vllm-7 thrashes". */
  what: string;
  /** The rest of the line, a part each. */
  rest: string[];
}

/** Something that has a verdict. */
interface Subject {
  label: string;
  judgement: Judgement;
  /** The fullest that its cache was. */
  peak: number | null;
}

const REPLICA = ['cluster', 'namespace', 'pod'];

// The pod alone names a replica well enough in a sentence; the row below it has the whole key.
function nameOfReplica(key: Record<string, string>): string {
  return key.pod || labelOf(key, REPLICA, ALL_REPLICAS);
}

function subjectsOf(rows: readonly Row[], facts: KVCacheFacts | undefined): Subject[] {
  const replicas = facts?.replicas ?? [];
  const peaks = new Map(rows.map((row) => [keyOf(row.labels, REPLICA), peakUsage(row)]));
  // Rows that are replicas are told in the order in which they stand below.
  if (replicas.length > 0 && !rows.some(({ labels }) => labels.pod)) {
    return replicas.map((one) => ({
      label: nameOfReplica(one.key),
      judgement: one,
      peak: peaks.get(keyOf(one.key, REPLICA)) ?? null,
    }));
  }
  return worstFirst(rows).map((row) => ({
    label: row.labels.pod || row.label,
    judgement: row.judgement,
    peak: peakUsage(row),
  }));
}

/** "3 thrash, 1 pressure": how many others have which verdict. */
function others(subjects: Subject[]): string {
  return VERDICTS.filter(isNotable)
    .map((verdict) => ({ verdict, count: subjects.filter(({ judgement }) => judgement.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${wordsOf(verdict).name.toLowerCase()}`)
    .join(', ');
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function calm(subjects: Subject[]): Finding {
  const healthy = subjects.filter(({ judgement }) => judgement.verdict === 'healthy').length;
  const unknown = subjects.length - healthy;
  const peak = Math.max(...subjects.map((subject) => subject.peak ?? -Infinity));
  if (healthy === 0) {
    return { level: 'none', what: 'No verdict', rest: ['too little is reported for one'] };
  }
  return {
    level: 'good',
    what: `${plural(healthy, 'cache')} healthy in this time range`,
    rest: [
      ...(Number.isFinite(peak) ? [`fullest ${formatFigure(peak, 'percentunit')}`] : []),
      ...(unknown > 0 ? [`${unknown} not judged`] : []),
    ],
  };
}

/** What the caches' state is, the worst replica first. */
export function findingOf(rows: readonly Row[], facts: KVCacheFacts | undefined, clock: Clock): Finding {
  const [worst, ...rest] = subjectsOf(rows, facts);
  if (!worst || !isNotable(worst.judgement.verdict)) {
    return calm(worst ? [worst, ...rest] : []);
  }
  const { verdict, now, spells, evidence } = worst.judgement;
  const words = wordsOf(verdict);
  const lasts = now === verdict;
  const spell = lastSpell(spells, verdict);
  const figures = evidenceLine(evidence);
  const more = others(rest);
  return {
    level: words.level,
    what: `${worst.label} ${lasts ? words.is : words.was}`,
    rest: [
      ...(spell ? [spellInWords(spell, lasts, clock)] : []),
      ...(isOverNow(verdict, now) ? [`now ${wordsOf(now).name.toLowerCase()}`] : []),
      ...(figures ? [figures] : []),
      ...(more ? [`also ${more}`] : []),
      ...(words.step ? [words.step] : []),
    ],
  };
}

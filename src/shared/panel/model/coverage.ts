import { type TimeRange } from '@grafana/data';

import { describeEmptySide } from '../../coverage/describe';
import { formatDuration, ofTotal } from '../../format';
import { type Coverage, type SourceCoverage } from '../../types.gen';

// A source is silent when it missed so many of its samples, and at least this long.
const MISSED = 4;
const LEAST_SILENCE_S = 120;

/** "14 of 14 replicas": the coverage in as few words as a panel has room for. */
export const replicasInWords = ({ replicas }: Coverage): string => `${ofTotal(replicas)} replicas`;

/** Why a field has no value, in words; undefined where the answer does not say. */
export function whyEmpty(coverage: Coverage | undefined, field: string): string | undefined {
  const side = coverage?.empty?.find(({ operand }) => operand === field);
  return side && describeEmptySide(side);
}

const isSilent = ({ last_sample_age_s, native_step_s }: SourceCoverage, step: number): boolean =>
  native_step_s > 0 && last_sample_age_s > Math.max(LEAST_SILENCE_S, MISSED * native_step_s, 2 * step);

// A range that ends later than now, as "today" does, has no samples there yet.
const notYet = ({ to }: TimeRange, now: number): number => Math.max(0, (to.valueOf() - now) / 1000);

/** Sources whose newest sample is well before the end of the range, or before now: the picture there is old. */
export function staleSentence(
  { sources = [], step_s }: Coverage,
  range: TimeRange,
  now = Date.now()
): string | undefined {
  const ahead = notYet(range, now);
  const silent = sources
    .map((source) => ({ ...source, last_sample_age_s: source.last_sample_age_s - ahead }))
    .filter((source) => isSilent(source, step_s));
  if (silent.length === 0) {
    return undefined;
  }
  const age = formatDuration(Math.min(...silent.map(({ last_sample_age_s }) => last_sample_age_s)));
  const names = silent.map(({ family }) => family).join(', ');
  return `Stale: no ${names} samples for the last ${age}${silent.length > 1 ? ' or longer' : ''}.`;
}

/**
 * What is missing in any answer: a query that failed, a store that did not answer, and, where the range is told, a
 * source that went silent.
 */
export function commonSentences(coverage: Coverage | undefined, error?: string, range?: TimeRange): string[] {
  const failed = error ? [`A query failed: ${error}`] : [];
  const missing = (coverage?.missing ?? []).map(({ family, why }) =>
    `The ${family} store did not answer: ${why}.`.replace(/\.+$/, '.')
  );
  const stale = coverage && range ? staleSentence(coverage, range) : undefined;
  return [...failed, ...missing, ...(stale ? [stale] : [])];
}

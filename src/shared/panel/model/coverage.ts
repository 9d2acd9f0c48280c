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

/** Sources whose newest sample is well before the end of the range: the picture there is old. */
export function staleSentences({ sources = [], step_s }: Coverage): string[] {
  return sources
    .filter((source) => isSilent(source, step_s))
    .map(({ family, last_sample_age_s }) => {
      const age = formatDuration(last_sample_age_s);
      return `Stale: the newest ${family} sample is ${age} before the end.`;
    });
}

/** What is missing in any answer: a query that failed, a store that did not answer, a source that went silent. */
export function commonSentences(coverage: Coverage | undefined, error?: string): string[] {
  const failed = error ? [`A query failed: ${error}`] : [];
  const missing = (coverage?.missing ?? []).map(({ family, why }) =>
    `The ${family} store did not answer: ${why}.`.replace(/\.+$/, '.')
  );
  return [...failed, ...missing, ...(coverage ? staleSentences(coverage) : [])];
}

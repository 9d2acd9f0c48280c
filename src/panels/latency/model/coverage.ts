import { type TimeRange } from '@grafana/data';

import { coverageLevel, type CoverageLevel } from '../../../shared/coverage/describe';
import { formatFigure } from '../../../shared/format';
import { commonSentences, replicasInWords, staleSentence, whyEmpty } from '../../../shared/panel/model/coverage';
import { type Coverage } from '../../../shared/types.gen';

import { nameOf, PHASES } from './figures';

// A decomposition is whole to the figure that is shown of it.
const WHOLE = 0.9995;

const isPartial = ({ decomposed }: Coverage): boolean => decomposed !== undefined && decomposed < WHOLE;

/** "92.0% decomposed": the coverage in as few words as a panel has room for. */
export function coverageWords(coverage: Coverage): string {
  return coverage.decomposed === undefined
    ? replicasInWords(coverage)
    : `${formatFigure(coverage.decomposed, 'percentunit')} decomposed`;
}

/** How good a latency answer's coverage is. */
export function latencyLevel(coverage: Coverage, range?: TimeRange): CoverageLevel {
  if (coverage.decomposed === undefined) {
    return coverageLevel(coverage);
  }
  if (coverage.decomposed === 0) {
    return 'bad';
  }
  const isStale = range && staleSentence(coverage, range);
  return isStale || isPartial(coverage) || coverage.missing?.length ? 'watch' : 'good';
}

function decomposedSentence(coverage: Coverage): string[] {
  if (!isPartial(coverage)) {
    return [];
  }
  const share = formatFigure(coverage.decomposed, 'percentunit');
  return coverage.decomposed === 0
    ? ['No request could be decomposed: its phases are not all reported.']
    : [`The phases are those of ${share} of the requests; the rest do not report all of them.`];
}

function unexplainedSentence(coverage: Coverage): string[] {
  const why = isPartial(coverage) ? undefined : whyEmpty(coverage, 'unexplained');
  const lacking = PHASES.filter((id) => id !== 'unexplained' && id !== 'transfer' && whyEmpty(coverage, id));
  if (!why && lacking.length === 0) {
    return [];
  }
  const reasons = [...new Set(lacking.map((id) => whyEmpty(coverage, id)))].map((reason) => {
    const names = lacking.filter((id) => whyEmpty(coverage, id) === reason).map(nameOf);
    return `${names.join(', ')}: ${reason}`;
  });
  return [`Unexplained is n/a. ${reasons.join(' ') || why}`];
}

/** What is missing in an answer, in one line; undefined where nothing is. */
export function partialNote(coverage: Coverage | undefined, error?: string, range?: TimeRange): string | undefined {
  const own = coverage ? [...decomposedSentence(coverage), ...unexplainedSentence(coverage)] : [];
  return [...commonSentences(coverage, error, range), ...own].join(' ') || undefined;
}

/** What is missing in the view of the first token; phases that other requests lack do not matter there. */
export const firstTokenNote = (coverage: Coverage | undefined, error?: string, range?: TimeRange): string | undefined =>
  commonSentences(coverage, error, range).join(' ') || undefined;

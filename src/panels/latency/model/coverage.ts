import { coverageLevel, type CoverageLevel, describeEmptySide } from '../../../shared/coverage/describe';
import { formatFigure, ofTotal } from '../../../shared/format';
import { type Coverage } from '../../../shared/types.gen';

import { type FigureId, nameOf, PHASES } from './figures';

// A decomposition is whole to the figure that is shown of it.
const WHOLE = 0.9995;

const isPartial = ({ decomposed }: Coverage): boolean => decomposed !== undefined && decomposed < WHOLE;

/** "92.0% decomposed": the coverage in as few words as a panel has room for. */
export function coverageWords(coverage: Coverage): string {
  return coverage.decomposed === undefined
    ? `${ofTotal(coverage.replicas)} replicas`
    : `${formatFigure(coverage.decomposed, 'percentunit')} decomposed`;
}

/** How good a latency answer's coverage is. */
export function latencyLevel(coverage: Coverage): CoverageLevel {
  if (coverage.decomposed === undefined) {
    return coverageLevel(coverage);
  }
  if (coverage.decomposed === 0) {
    return 'bad';
  }
  return isPartial(coverage) || coverage.missing?.length ? 'watch' : 'good';
}

/** Why a figure has no value, in words; undefined where the answer does not say. */
export function whyEmpty(coverage: Coverage | undefined, id: FigureId): string | undefined {
  const side = coverage?.empty?.find(({ operand }) => operand === id);
  return side && describeEmptySide(side);
}

function missingSentence({ missing = [] }: Coverage): string[] {
  return missing.map(({ family, why }) => `The ${family} store did not answer: ${why}.`.replace(/\.+$/, '.'));
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
export function partialNote(coverage: Coverage | undefined, error?: string): string | undefined {
  const failed = error ? [`A query failed: ${error}`] : [];
  if (!coverage) {
    return failed[0];
  }
  const sentences = [
    ...failed,
    ...missingSentence(coverage),
    ...decomposedSentence(coverage),
    ...unexplainedSentence(coverage),
  ];
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

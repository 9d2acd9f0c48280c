import { type TimeRange } from '@grafana/data';

import { coverageLevel, type CoverageLevel } from '../../../shared/coverage/describe';
import { ofTotal } from '../../../shared/format';
import { commonSentences } from '../../../shared/panel/model/coverage';
import { type Coverage } from '../../../shared/types.gen';

import { type Group } from './groups';

/** "40 of 44 GPUs": the coverage in as few words as a panel has room for. */
export const gpusInWords = ({ devices }: Coverage): string => `${ofTotal(devices)} GPUs`;

/** How good a balance answer's coverage is. */
export const balanceLevel = (coverage: Coverage | undefined): CoverageLevel =>
  coverage ? coverageLevel(coverage) : 'watch';

function untoldSentence(groups: Group[]): string[] {
  const told = groups.filter(({ facts }) => facts).length;
  return told > 0 && told < groups.length
    ? [`Stragglers are told of ${told} of ${groups.length} groups: those with the largest losses.`]
    : [];
}

/** What is missing in an answer, in one line; undefined where nothing is. */
export function balanceNote(
  coverage: Coverage | undefined,
  groups: Group[],
  range: TimeRange,
  error?: string
): string | undefined {
  const sentences = [...commonSentences(coverage, error, range), ...untoldSentence(groups)];
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}
